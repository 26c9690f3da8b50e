import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { mongo } from 'mongoose';
import { Environment } from '../../stack/parts/part-context';
import { Rig } from '../rig';
import { Server } from '../server';
import { plenty, System } from './system';

const ID = 'seed-like';
const CUSTOMER = randomUUID();

/** The ordinary way: see `baselines/seed-like`. */
export class SeedLike implements System {
  readonly name = 'seed-like';
  readonly orders: mongo.Collection;
  readonly queues = [ID];
  private readonly products: mongo.Collection;
  private readonly environment: Environment;
  private readonly secret = randomUUID() + randomUUID();

  constructor(private readonly rig: Rig) {
    this.orders = rig.database.db(ID).collection('orders');
    this.products = rig.database.db(ID).collection('products');
    const uri = new URL(rig.environment.MONGO_URI ?? '');
    uri.pathname = `/${ID}`;
    this.environment = {
      ...rig.environment,
      MONGO_URI: uri.toString(),
      QUEUE_URL: rig.queues.urlOf(ID),
      JWT_SECRET: this.secret,
      AWS_ACCESS_KEY_ID: rig.environment.AWS_ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: rig.environment.AWS_SECRET_KEY,
    };
  }

  async prepare(skus: readonly string[]): Promise<void> {
    await this.rig.queues.create(ID);
    await this.products.deleteMany({});
    await this.products.insertMany(skus.map((sku) => ({ sku, name: `Product ${sku}`, unitPrice: 1250, stock: plenty })));
    await (await this.startApi()).stop();
  }

  async startApi(changes: Environment = {}): Promise<Server> {
    const environment = { ...this.environment, ...changes };
    const server = await Server.start(this.rig, { name: 'seed-like-api', main: 'baselines/seed-like/api.js', environment });
    return server.ready();
  }

  startWorker(changes: Environment = {}): Promise<Server> {
    const environment = { ...this.environment, ...changes };
    return Server.start(this.rig, { name: 'seed-like-worker', main: 'baselines/seed-like/worker.js', environment });
  }

  async logIn(): Promise<string> {
    return sign({ email: 'customer@example.com', role: 'customer' }, this.secret, { subject: CUSTOMER, expiresIn: '1h' });
  }

  async areQueued(count: number): Promise<boolean> {
    return (await this.rig.queues.count(ID)) >= count;
  }

  async empty(): Promise<void> {
    await this.orders.deleteMany({});
    await this.rig.queues.empty(ID);
  }
}
