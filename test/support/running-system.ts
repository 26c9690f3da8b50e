import { randomUUID } from 'node:crypto';
import { Ports } from '../../tools/stack/ports';
import { AppName, AppProcess, LaunchOptions } from './app-process';
import { Shopper } from './shopper';

export const admin = { email: 'admin@example.com', password: 'admin-test-password' };

/** How many processes of each app to run, and what else to tell them. */
export interface SystemOptions {
  readonly apis?: number;
  readonly processors?: number;
  readonly environment?: Record<string, string>;
  /** What is told to one process only; they are counted from 0, each app by itself. */
  readonly launch?: (name: AppName, index: number) => LaunchOptions | undefined;
  /** `false` hands over processes that may not be able to serve yet, or ever. */
  readonly waitsUntilReady?: boolean;
}

/** Both apps as separate processes on the shared stack, with a database and queues of their own. */
export class RunningSystem {
  private constructor(
    private readonly apiProcesses: AppProcess[],
    private readonly processorProcesses: AppProcess[],
    /** Where placed orders wait to be decided. */
    readonly queueUrl: string,
  ) {}

  static async start(options: SystemOptions = {}): Promise<RunningSystem> {
    const { apis = 1, processors = 1, environment, launch, waitsUntilReady = true } = options;
    const ports = new Ports();
    const shared = { ...environmentOfItsOwn(), ...environment };
    const run = async (name: AppName, count: number) =>
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const own = launch?.(name, index);
          const PORT = String(await ports.claim());
          return new AppProcess(name, { ...shared, PORT, ...own?.environment }, own?.nodeArgs, own?.root);
        }),
      );
    const system = new RunningSystem(await run('api', apis), await run('order-processor', processors), shared.SQS_QUEUE_URL ?? '');
    if (waitsUntilReady) {
      await system.ready();
    }
    return system;
  }

  get apis(): readonly AppProcess[] {
    return this.apiProcesses;
  }

  get processors(): readonly AppProcess[] {
    return this.processorProcesses;
  }

  get processes(): readonly AppProcess[] {
    return [...this.apiProcesses, ...this.processorProcesses];
  }

  /** Resolves once all processes can serve; if one ends instead, stops the others and rejects with its output. */
  async ready(): Promise<void> {
    try {
      await Promise.all(this.processes.map((app) => app.ready()));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends a process if it has not ended yet, and starts another in its place: same environment and port, but for changes. */
  async replace(gone: AppProcess, changes?: LaunchOptions): Promise<AppProcess> {
    await gone.kill();
    const replacement = gone.startAgain(changes);
    for (const processes of [this.apiProcesses, this.processorProcesses].filter((some) => some.includes(gone))) {
      processes[processes.indexOf(gone)] = replacement;
    }
    return replacement.ready();
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((app) => app.stop()));
  }

  /** Somebody who is not logged in, calling one of the APIs. */
  visitor(api = 0): Shopper {
    const { url } = this.apis[api % this.apis.length] ?? { url: '' };
    return new Shopper(url);
  }

  /** A new customer, logged in. */
  async customer(api = 0): Promise<Shopper> {
    const shopper = this.visitor(api);
    await shopper.register(`customer-${randomUUID()}@example.com`);
    return shopper;
  }

  async admin(): Promise<Shopper> {
    const shopper = this.visitor();
    await shopper.logIn(admin.email, admin.password);
    return shopper;
  }
}

/** What a process needs, on the shared stack: a database and queues that no other test file uses. */
export function environmentOfItsOwn(): Record<string, string | undefined> {
  const { MONGO_URI = '', SQS_QUEUE_URL = '', REDIS_HOST, REDIS_PORT } = process.env;
  const { AWS_ACCESS_KEY, AWS_SECRET_KEY, AWS_REGION, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SES } = process.env;
  const id = randomUUID().slice(0, 8);
  const database = new URL(MONGO_URI);
  database.pathname = `/e2e-${id}`;
  return {
    MONGO_URI: database.toString(),
    SQS_QUEUE_URL: `${SQS_QUEUE_URL}-${id}`,
    REDIS_HOST,
    REDIS_PORT,
    AWS_ACCESS_KEY,
    AWS_SECRET_KEY,
    AWS_REGION,
    AWS_ENDPOINT_URL_SQS,
    AWS_ENDPOINT_URL_SES,
    SES_EMAIL: 'shop@example.com',
    JWT_SECRET: randomUUID() + randomUUID(),
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    HOST: '127.0.0.1',
    RATE_LIMIT: 'off',
  };
}
