import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { Environment } from '../../stack/parts/part-context';
import { inParallel } from '../in-parallel';
import { Rig } from '../rig';
import { Server } from '../server';
import { plenty, System } from './system';

const ADMIN = { email: 'admin@example.com', password: randomUUID() };
const CUSTOMER = { email: 'customer@example.com', password: randomUUID() };
/** What a row leaves behind beside the catalogue. */
const TRACES = ['orders', 'stock_movements', 'deliveries'];

/** What this repository builds, configured as in production: with all defaults, but for the limits of one user. */
export class ThisSystem implements System {
  readonly name: string = 'this system';
  readonly orders: mongo.Collection;
  readonly queues: readonly string[];
  private readonly database: mongo.Db;
  private readonly environment: Environment;

  constructor(
    private readonly rig: Rig,
    private readonly id = 'this-system',
  ) {
    this.queues = [id, `${id}-events`];
    this.database = rig.database.db(id);
    this.orders = this.database.collection('orders');
    const uri = new URL(rig.environment.MONGO_URI ?? '');
    uri.pathname = `/${id}`;
    this.environment = {
      ...rig.environment,
      MONGO_URI: uri.toString(),
      SQS_QUEUE_URL: rig.queues.urlOf(id),
      JWT_SECRET: randomUUID() + randomUUID(),
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      RATE_LIMIT: 'off',
    };
  }

  async prepare(skus: readonly string[]): Promise<void> {
    const worker = await this.startWorker();
    const [api] = await Promise.all([this.startApi(), worker.ready()]);
    const token = await tokenFrom(api, 'login', ADMIN);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    await inParallel(skus, 8, async (sku) => {
      const body = JSON.stringify({ name: `Product ${sku}`, unitPrice: 1250, currency: 'EUR', onHand: plenty });
      const { status } = await fetch(`${api.url}/api/inventory/${sku}`, { method: 'PUT', headers, body });
      if (status >= 300) {
        throw new Error(`${sku} could not be put on sale: ${status}`);
      }
    });
    await tokenFrom(api, 'login', CUSTOMER).catch(() => tokenFrom(api, 'register', CUSTOMER));
    await Promise.all([api.stop(), worker.stop()]);
  }

  async startApi(changes: Environment = {}): Promise<Server> {
    return (await this.start('api', changes)).ready();
  }

  startWorker(changes: Environment = {}): Promise<Server> {
    return this.start('order-processor', changes);
  }

  logIn(api: Server): Promise<string> {
    return tokenFrom(api, 'login', CUSTOMER);
  }

  /** Who `logIn` logs in. */
  async customerId(api: Server): Promise<string> {
    const authorization = `Bearer ${await this.logIn(api)}`;
    const answer = await fetch(`${api.url}/api/auth/me`, { headers: { authorization } });
    return ((await answer.json()) as { id: string }).id;
  }

  /** By the outbox: under load a message tells of many orders. */
  async areQueued(count: number): Promise<boolean> {
    const isUnsent = { unsentSince: { $exists: true } };
    return (await this.orders.countDocuments({})) >= count && (await this.orders.findOne(isUnsent)) === null;
  }

  async empty(): Promise<void> {
    await Promise.all(TRACES.map((name) => this.database.collection(name).deleteMany({})));
    await this.rig.queues.empty(this.id);
    await fetch(`${this.rig.environment.AWS_ENDPOINT_URL_SES}/clear-store`, { method: 'POST' });
  }

  private start(app: string, changes: Environment): Promise<Server> {
    const environment = { ...this.environment, ...changes };
    return Server.start(this.rig, { name: app, main: `apps/${app}/main.js`, environment });
  }
}

async function tokenFrom({ url }: Server, how: 'login' | 'register', account: object): Promise<string> {
  const answer = await fetch(`${url}/api/auth/${how}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (!answer.ok) {
    throw new Error(`No ${how}: ${answer.status} ${await answer.text()}`);
  }
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
