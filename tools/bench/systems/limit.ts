import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { Rig } from '../rig';
import { Server } from '../server';
import { System } from './system';

const ID = 'limit';

/** The least that can take a durable order: see `baselines/limit`. It decides nothing. */
export class Limit implements System {
  readonly name = 'limit';
  readonly orders: mongo.Collection;
  readonly queues = [];
  private readonly token = randomUUID();

  constructor(private readonly rig: Rig) {
    this.orders = rig.database.db(ID).collection('orders');
  }

  async prepare(): Promise<void> {
    await this.empty();
  }

  async startApi(): Promise<Server> {
    const uri = new URL(this.rig.environment.MONGO_URI ?? '');
    uri.pathname = `/${ID}`;
    const environment = { MONGO_URI: uri.toString(), TOKEN: this.token };
    return (await Server.start(this.rig, { name: 'limit', main: 'baselines/limit/api.js', environment })).ready();
  }

  async startWorker(): Promise<never> {
    throw new Error('The limit has no worker.');
  }

  async logIn(): Promise<string> {
    return this.token;
  }

  async areQueued(): Promise<never> {
    throw new Error('The limit has no queue.');
  }

  async empty(): Promise<void> {
    await this.orders.deleteMany({});
  }
}
