import { AddressInfo } from 'node:net';
import { Module, Type } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Role, TokenIssuer, User, UserRepository } from '@app/auth';
import { HttpApp, startHttpApp } from '@app/platform';
import { v7 as newId } from 'uuid';
import { ApiExtensions } from '../../apps/api/src/api-extensions';
import { ApiModule } from '../../apps/api/src/api.module';
import { configureApp } from '../../apps/api/src/configure-app';
import { OrderProcessorExtensions } from '../../apps/order-processor/src/order-processor-extensions';
import { OrderProcessorModule } from '../../apps/order-processor/src/order-processor.module';
import { environmentOfItsOwn } from './running-system';

/** One method of one address, as Fastify serves it. */
export interface ServedRoute {
  readonly method: string;
  readonly url: string;
}

/** Somebody with an account, logged in. */
export interface Member {
  readonly user: User;
  readonly sessionId: string;
  readonly token: string;
}

export interface Call {
  readonly by?: Pick<Member, 'token'>;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What was sent, but for the request's id, which differs each time. */
  readonly text: string;
}

interface Start {
  /** Beside the app's own. */
  readonly controllers?: Type[];
  readonly environment?: Record<string, string>;
  readonly extend?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** An app as its own process starts it, but in this one, so that its table of routes can be looked at. All that one test file starts share a database. */
export class AppInProcess {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly served: readonly ServedRoute[],
  ) {}

  static api({ extensions, ...start }: Start & { extensions?: ApiExtensions } = {}): Promise<AppInProcess> {
    return AppInProcess.start({ name: 'api', module: ApiModule.register(extensions), configure: configureApp }, start);
  }

  static orderProcessor({ extensions, ...start }: Start & { extensions?: OrderProcessorExtensions } = {}): Promise<AppInProcess> {
    return AppInProcess.start({ name: 'order-processor', module: OrderProcessorModule.register(extensions) }, start);
  }

  private static async start(
    { name, module, configure }: Omit<HttpApp, 'defaultPort'>,
    { controllers = [], environment = {}, extend }: Start,
  ): Promise<AppInProcess> {
    tellEnvironment(environment);
    const served: ServedRoute[] = [];
    const started: NestFastifyApplication[] = [];
    class Extended {}
    Module({ imports: [module], controllers })(Extended);
    await startHttpApp({
      name,
      module: Extended,
      defaultPort: 0,
      configure: async (app, config) => {
        started.push(app);
        app.getHttpAdapter().getInstance().addHook('onRoute', ({ method, url }) => {
          served.push(...[method].flat().map((one) => ({ method: one, url })));
        });
        await extend?.(app);
        await configure?.(app, config);
      },
    });
    return new AppInProcess(started[0] as NestFastifyApplication, served);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(token, { strict: false });
  }

  /** Without a password to check, which takes its time. */
  async register(role: Role = 'customer'): Promise<Member> {
    const id = newId();
    const user = await this.get(UserRepository).add({ id, email: `${id}@example.com`, name: null, role, passwordHash: 'none' });
    const { sessionId, accessToken } = await this.get(TokenIssuer).openSession({ ...user, passwordHash: 'none' }, {});
    return { user, sessionId, token: accessToken };
  }

  get url(): string {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async call(method: string, path: string, { by, headers, body }: Call = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { ...(by && { authorization: `Bearer ${by.token}` }), ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = (await response.text()).replace(response.headers.get('x-request-id') ?? '', '');
    return { status: response.status, headers: response.headers, text };
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}

let isTold = false;

/** Once: a process reads its environment when it starts. */
function tellEnvironment(environment: Record<string, string>): void {
  const variables: Record<string, string | undefined> = isTold ? {} : { ...environmentOfItsOwn(), LOG_LEVEL: 'silent', ...environment };
  isTold = true;
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) {
      process.env[name] = value;
    }
  }
}
