import { Logger } from '@nestjs/common';
import { Metrics } from '@app/platform';
import { aDelivery } from '../test/a-delivery';
import { InMemoryDeliveryRepository } from '../test/in-memory-delivery-repository';
import { RememberedCustomers } from '../test/remembered-customers';
import { RememberingChannel } from '../test/remembering-channel';
import { OrderMessageTemplates } from './defaults/order-message-templates';
import { RegisteredChannels } from './defaults/registered-channels';
import { DeliveryRetries } from './delivery-retries';
import { SendNotification } from './use-cases/send-notification';

const longerThanASweep = 2000;
const longerThanPatience = 5000;

let deliveries: InMemoryDeliveryRepository;
let email: RememberingChannel;
let retries: DeliveryRetries;

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
  busyFor(0);
  deliveries = new InMemoryDeliveryRepository();
  email = new RememberingChannel('email');
  retries = anInstance();
});
afterEach(async () => {
  await stop(retries);
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('retrying deliveries', () => {
  it('sends what is due, and only that', async () => {
    await abandoned(3);
    await deliveries.claim(aDelivery());
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.delivered).toHaveLength(3);
    await expect(deliveries.counts()).resolves.toMatchObject({ sent: 3, sending: 1 });
  });

  it('drains a backlog in one go, ten at a time', async () => {
    await abandoned(25);
    const release = email.hold();
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.inHand).toBe(10);
    release();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.delivered).toHaveLength(25);
  });

  it.each([
    ['twice as long as the process was busy meanwhile', 400, 800],
    ['a second at most, however busy it is', 60_000, 1000],
  ])('rests %s', async (_how, busyMs, restMs) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    await abandoned(20);
    busyFor(busyMs);
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(1000 + restMs - 1);
    expect(email.delivered).toHaveLength(10);
    await jest.advanceTimersByTimeAsync(1);
    expect(email.delivered).toHaveLength(20);
  });

  it('takes as many at a time as the channel can have in hand', async () => {
    await abandoned(25);
    email.takingAtOnce(20);
    const release = email.hold();
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.inHand).toBe(20);
    release();
  });

  it('goes on with one channel while another does not answer, and takes that up again later', async () => {
    const pigeon = new RememberingChannel('pigeon').takingAtOnce(2);
    const release = pigeon.hold();
    await abandoned(30, 'pigeon');
    await abandoned(30);
    const both = anInstance(pigeon, email);
    both.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(email.delivered).toHaveLength(30);
    const waiting = (await deliveries.counts()).waiting;
    await jest.advanceTimersByTimeAsync(40_000);
    expect((await deliveries.counts()).waiting).toBeGreaterThan(waiting);
    release();
    await stop(both);
  });

  it('sends each delivery once, though two instances look at the same time', async () => {
    await abandoned(50);
    const other = anInstance();
    retries.onApplicationBootstrap();
    other.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.delivered).toHaveLength(50);
    expect(new Set(email.delivered.map(({ tags }) => tags.eventId)).size).toBe(50);
    await stop(other);
  });

  it('goes on after the database was away', async () => {
    await abandoned(1);
    const database = jest.spyOn(deliveries, 'claimDue').mockRejectedValue(new Error('no primary'));
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.delivered).toHaveLength(0);
    database.mockRestore();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(email.delivered).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('waits for what is being sent, and takes on nothing more', async () => {
    await abandoned(11);
    const release = email.hold();
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    let isStopped = false;
    const stopped = stop(retries).then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(isStopped).toBe(false);
    release();
    await stopped;
    expect(email.delivered).toHaveLength(10);
    await jest.advanceTimersByTimeAsync(10 * longerThanASweep);
    expect(email.delivered).toHaveLength(10);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not wait for ever', async () => {
    await abandoned(1);
    const release = email.hold();
    retries.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    const stopped = stop(retries);
    await jest.advanceTimersByTimeAsync(longerThanPatience);
    await expect(stopped).resolves.toBeUndefined();
    release();
  });
});

/** What the process will say of its event loop, whenever it is asked. */
function busyFor(active: number): void {
  jest.spyOn(performance, 'eventLoopUtilization').mockReturnValue({ active, idle: 0, utilization: 1 });
}

/** As Nest does it. */
function stop(instance: DeliveryRetries): Promise<void> {
  instance.onModuleDestroy();
  return instance.beforeApplicationShutdown();
}

function anInstance(...some: RememberingChannel[]): DeliveryRetries {
  const channels = new RegisteredChannels(some.length > 0 ? some : [email]);
  return new DeliveryRetries(new SendNotification(channels, new OrderMessageTemplates(), new RememberedCustomers(), deliveries, new Metrics()));
}

/** Deliveries whose sender died between claim and record. */
async function abandoned(count: number, channel = 'email'): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const claim = await deliveries.claim(aDelivery({ channel }));
    deliveries.makeDue(claim?.deliveryId ?? '');
  }
}
