import { randomUUID } from 'node:crypto';
import { Injectable, Logger, Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { Config, inChunks } from '@app/platform';
import { Connection } from 'mongoose';
import { eventually } from '../../../test/support/eventually';
import { aConfig } from '../test/a-config';
import { aDelivery } from '../test/a-delivery';
import { RememberedCustomers } from '../test/remembered-customers';
import { RememberingChannel } from '../test/remembering-channel';
import { SesStandIn } from '../test/ses-stand-in';
import { RenderedMessage } from './domain/rendered-message';
import { NotificationsModule, NotificationsOptions } from './notifications.module';
import { DeliveryRepository } from './ports/delivery.repository';
import { MessageTemplates } from './ports/message-templates';
import { DeliveryQueries } from './use-cases/delivery-queries';
import { SendNotification } from './use-cases/send-notification';

class Roof {
  readonly colour = 'red';
}

@Module({ providers: [Roof], exports: [Roof] })
class RoofModule {}

@Injectable()
class PigeonChannel extends RememberingChannel {
  constructor(readonly roof: Roof) {
    super('pigeon');
  }
}

@Injectable()
class TerseTemplates extends MessageTemplates {
  override render(): RenderedMessage {
    return { subject: 'Done', text: 'Done', html: 'Done' };
  }
}

const orderIds = Array.from({ length: 25 }, (_, index) => `order-${String(index).padStart(2, '0')}`);
const ses = new SesStandIn();
let sesUrl: string;
let database: string;
let apps: TestingModule[];

beforeAll(async () => {
  Logger.overrideLogger(false);
  sesUrl = await ses.start();
});

afterAll(() => ses.stop());

beforeEach(() => {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/notifications-${randomUUID()}`;
  database = uri.href;
  apps = [];
  ses.requests.length = 0;
});

afterEach(async () => {
  await apps[0]?.get<Connection>(getConnectionToken()).dropDatabase();
  await Promise.all(apps.map((app) => app.close()));
});

describe('NotificationsModule', () => {
  it('sends e-mail in our words unless told otherwise', async () => {
    const module = await start();
    await module.get(SendNotification).execute(aDelivery());
    expect(subjectsSent()).toEqual(['Your order order-1 is confirmed']);
  });

  it("takes a shop's channels, what they inject, and its words", async () => {
    const module = await start({ channels: [PigeonChannel], templates: TerseTemplates, imports: [RoofModule] });
    await module.get(SendNotification).execute(aDelivery());
    const { delivered, roof } = module.get(PigeonChannel);
    expect(delivered.map(({ message }) => message.subject)).toEqual(['Done']);
    expect(roof.colour).toBe('red');
  });

  it('reads deliveries where nothing is sent', async () => {
    const module = await start({ source: undefined });
    await expect(module.get(DeliveryQueries).ofOrders(['order-1'])).resolves.toEqual([]);
    expect(() => module.get(SendNotification)).toThrow();
  });
});

describe('an outage of SES', () => {
  it('throws nothing at the sender, and each message goes out once when SES is back', async () => {
    const module = await start();
    ses.goAway();
    for (const together of inChunks(5, orderIds)) {
      await Promise.all(together.map((orderId) => module.get(SendNotification).execute(aDelivery({ orderId }))));
    }
    const waiting = await module.get(DeliveryQueries).ofOrders(orderIds);
    expect(waiting).toHaveLength(orderIds.length);
    expect(waiting.map(({ state, lastError }) => [state, lastError])).toEqual(
      orderIds.map(() => ['waiting', 'ServiceUnavailable: No.']),
    );
    ses.comeBack();
    await makeAllDue(module);
    await allSettled(module, { sent: orderIds.length, failed: 0 });
    expect(ordersSent()).toEqual(orderIds);
  });

  it('lets a refusal for good fail that delivery alone, with its reason', async () => {
    const module = await start();
    ses.goAway();
    await Promise.all(orderIds.map((orderId) => module.get(SendNotification).execute(aDelivery({ orderId }))));
    ses.comeBack();
    ses.answerNext(400, 'MessageRejected', 'Email address is not verified: ada@example.com');
    await makeAllDue(module);
    await allSettled(module, { sent: orderIds.length - 1, failed: 1 });
    const records = await module.get(DeliveryQueries).ofOrders(orderIds);
    expect(records.filter(({ state }) => state === 'failed')).toEqual([
      expect.objectContaining({ lastError: 'SES: MessageRejected: Email address is not verified: (address)' }),
    ]);
  });
});

describe('a sender that died before it could record', () => {
  it('is taken over from by two instances that look at once, and every message goes out once', async () => {
    const instances = [await start(), await start()] as const;
    const [module] = instances;
    await Promise.all(orderIds.map((orderId) => module.get(DeliveryRepository).claim(aDelivery({ orderId }))));
    await makeAllDue(module);
    await Promise.all(instances.map((instance) => instance.get(SendNotification).sendDue(orderIds.length)));
    await allSettled(module, { sent: orderIds.length, failed: 0 });
    expect(ordersSent()).toEqual(orderIds);
  });
});

async function start(options: NotificationsOptions = {}): Promise<TestingModule> {
  const module = await Test.createTestingModule({
    imports: [NotificationsModule.register({ source: RememberedCustomers, ...options })],
  })
    .overrideProvider(Config)
    .useValue(aConfig({ MONGO_URI: database, AWS_ENDPOINT_URL_SES: sesUrl }))
    .compile();
  apps.push(module);
  return module.init();
}

/** Ends every lease and every pause. */
async function makeAllDue(module: TestingModule): Promise<void> {
  const deliveries = module.get<Connection>(getConnectionToken()).collection('deliveries');
  await deliveries.updateMany({ dueAt: { $exists: true } }, { $set: { dueAt: new Date(0) } });
}

async function allSettled(module: TestingModule, counts: object): Promise<void> {
  await eventually(async () =>
    expect(await module.get(DeliveryQueries).counts()).toEqual({ waiting: 0, sending: 0, ...counts }),
  );
}

function subjectsSent(): (string | null)[] {
  return ses.requests.map((request) => request.get('Message.Subject.Data'));
}

function ordersSent(): (string | null)[] {
  return ses.requests.map((request) => request.get('Tags.member.1.Value')).sort();
}
