import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { OrderEvent } from '@app/contracts';
import { Config, MongoModule, parseConfig } from '@app/platform';
import { Collection, Connection } from 'mongoose';
import { Webhook } from '../src/domain/webhook';
import { WebhookClaim, WebhookDelivery, WebhookEvent } from '../src/domain/webhook-delivery';
import { WebhookClient } from '../src/ports/webhook-client';
import { WebhookDeliveryRepository } from '../src/ports/webhook-delivery.repository';
import { WebhookSource } from '../src/ports/webhook-source';
import { RecordWebhookEvent } from '../src/use-cases/record-webhook-event';
import { NewWebhook, RegisterWebhook } from '../src/use-cases/register-webhook';
import { SendWebhook } from '../src/use-cases/send-webhook';
import { WebhookQueries } from '../src/use-cases/webhook-queries';
import { WebhookDispatch } from '../src/webhook-dispatch';
import { WebhooksModule } from '../src/webhooks.module';

interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes down what is posted, and answers as it is told. */
@Injectable()
export class RememberingClient extends WebhookClient {
  readonly posts: Post[] = [];
  answers: (post: Post) => number | Error = () => 204;
  /** What happens before the answer comes. */
  meanwhile: () => Promise<unknown> = async () => undefined;

  override async check(): Promise<void> {}

  override async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const post = { url, headers, body };
    this.posts.push(post);
    await this.meanwhile();
    const answer = this.answers(post);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }
}

/** Knows all orders but those of the lost, and everybody but the banned. */
@Injectable()
export class KnownOrders extends WebhookSource {
  readonly lost = new Set<string>();
  readonly banned = new Set<string>();
  /** The webhooks whose owners were told that they are disabled. */
  readonly disabledOnes: string[] = [];
  fault: Error | undefined;

  override async dataOf({ orderId, seq }: WebhookEvent): Promise<object | undefined> {
    if (this.fault) {
      throw this.fault;
    }
    return this.lost.has(orderId) ? undefined : { orderId, seq };
  }

  override async mayBeTold({ ownerId }: { ownerId: string }): Promise<boolean> {
    return !this.banned.has(ownerId);
  }

  override async disabled({ id }: Webhook): Promise<void> {
    this.disabledOnes.push(id);
  }
}

/** Webhooks as the order processor composes them, on a real MongoDB; only the network and the orders are not there. Nothing is sent by itself. */
export class OpenWebhooks {
  private constructor(private readonly module: TestingModule) {}

  /** On a database of its own, or on that of another. */
  static async open(database = databaseOfItsOwn(), variables: object = {}): Promise<OpenWebhooks> {
    const config = parseConfig({
      MONGO_URI: database,
      JWT_SECRET: 'a-secret-that-is-only-used-by-the-tests-of-webhooks',
      AWS_REGION: 'eu-central-1',
      SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
      SES_EMAIL: 'shop@example.com',
      ...variables,
    });
    const webhooks = WebhooksModule.register({ source: KnownOrders, client: RememberingClient });
    const module = await Test.createTestingModule({ imports: [MongoModule, webhooks] })
      .overrideProvider(Config)
      .useValue(config)
      .overrideProvider(WebhookDispatch)
      .useValue({})
      .compile();
    module.useLogger(false);
    await module.init();
    return new OpenWebhooks(module);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.module.get<T>(token, { strict: false });
  }

  get client(): RememberingClient {
    return this.get(RememberingClient);
  }

  get orders(): KnownOrders {
    return this.get(WebhookSource) as KnownOrders;
  }

  /** A webhook of Ann for confirmed and cancelled orders, but for what is given. */
  register(given: Partial<NewWebhook> = {}): Promise<{ webhook: Webhook; secret: string }> {
    return this.get(RegisterWebhook).execute({
      owner: { id: 'ann', role: 'customer' },
      url: `https://shop.example/${randomUUID()}`,
      events: ['order.confirmed', 'order.cancelled'],
      scope: 'own',
      description: null,
      ...given,
    });
  }

  record(event: OrderEvent): Promise<readonly string[]> {
    return this.get(RecordWebhookEvent).execute(event);
  }

  /** Whatever is due now. */
  async sendAll(): Promise<void> {
    for (let claim = await this.claimNext(); claim; claim = await this.claimNext()) {
      await this.get(SendWebhook).attempt(claim);
    }
  }

  /** What is due now for some webhook. */
  async claimNext(): Promise<WebhookClaim | undefined> {
    const deliveries = this.get(WebhookDeliveryRepository);
    const webhookId = await deliveries.dueWebhookAfter('');
    return webhookId === undefined ? undefined : deliveries.claimNext(webhookId);
  }

  /** Until everything is due that waits, or is in somebody's hands. */
  async letTimePass(more: object = {}): Promise<void> {
    await this.deliveries.updateMany({ dueAt: { $exists: true } }, { $set: { dueAt: new Date(0), ...more } });
  }

  async deliveriesOf({ ownerId, id: webhookId }: Webhook): Promise<readonly WebhookDelivery[]> {
    return (await this.get(WebhookQueries).deliveriesOf(ownerId, { webhookId, limit: 100 })).data;
  }

  reread({ ownerId, id }: Webhook): Promise<Webhook> {
    return this.get(WebhookQueries).one(ownerId, id);
  }

  /** As nothing had happened yet. */
  async clear(): Promise<void> {
    await Promise.all([this.deliveries.deleteMany({}), this.webhooks.deleteMany({})]);
    this.client.posts.length = 0;
    this.client.answers = () => 204;
    this.orders.lost.clear();
    this.client.meanwhile = async () => undefined;
    this.orders.banned.clear();
    this.orders.disabledOnes.length = 0;
    this.orders.fault = undefined;
  }

  get webhooks(): Collection {
    return this.connection.collection('webhooks');
  }

  get deliveries(): Collection {
    return this.connection.collection('webhook_deliveries');
  }

  get connection(): Connection {
    return this.module.get<Connection>(getConnectionToken());
  }

  /** Disconnects; the database stays. */
  leave(): Promise<void> {
    return this.module.close();
  }

  async close(): Promise<void> {
    await this.connection.dropDatabase();
    await this.leave();
  }
}

export function databaseOfItsOwn(): string {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/webhooks_${randomBytes(6).toString('hex')}`;
  return uri.href;
}
