import { Order, OrderRepository, OrderStatus } from '@app/orders';
import { AwaitDecision } from './await-decision';
import { OrderUpdates } from './order-updates';

let stored: Map<string, OrderStatus>;
let outages: number;
let updates: OrderUpdates;
let awaitDecision: AwaitDecision;

beforeEach(() => {
  jest.useFakeTimers();
  stored = new Map([['order-1', 'PENDING']]);
  outages = 0;
  updates = new OrderUpdates();
  awaitDecision = new AwaitDecision({ byId } as unknown as OrderRepository, updates);
});
afterEach(() => jest.useRealTimers());

describe('waiting for a decision', () => {
  it('ends as soon as a live update tells of it', async () => {
    const waiting = answerTo('order-1', 5);
    decide('order-1', 'CONFIRMED');
    hear('order-1');
    await after(0);
    expect(waiting.answer).toMatchObject({ id: 'order-1', status: 'CONFIRMED' });
  });

  it('ends a little later when the update was lost', async () => {
    const waiting = answerTo('order-1', 5);
    decide('order-1', 'REJECTED');
    await after(1000);
    expect(waiting.answer).toMatchObject({ status: 'REJECTED' });
  });

  it('ends without an answer when the time is over first', async () => {
    const waiting = answerTo('order-1', 5);
    await after(4900);
    expect(waiting.isOver).toBe(false);
    await after(200);
    expect(waiting).toMatchObject({ isOver: true, answer: undefined });
  });

  it('goes on when an update tells of no decision yet, or of another order', async () => {
    const waiting = answerTo('order-1', 5);
    decide('order-2', 'CONFIRMED');
    hear('order-1');
    hear('order-2');
    await after(1000);
    expect(waiting.isOver).toBe(false);
  });

  it('goes on after the database failed to answer: the order is placed, whatever happens here', async () => {
    outages = 2;
    const waiting = answerTo('order-1', 5);
    hear('order-1');
    await after(600);
    expect(waiting.isOver).toBe(false);
    decide('order-1', 'CONFIRMED');
    await after(1000);
    expect(waiting.answer).toMatchObject({ status: 'CONFIRMED' });
  });

  it('leaves nothing running behind', async () => {
    const waiting = answerTo('order-1', 1);
    await after(1100);
    expect(waiting.isOver).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});

interface Waiting {
  isOver: boolean;
  answer?: Order;
}

function answerTo(orderId: string, seconds: number): Waiting {
  const waiting: Waiting = { isOver: false };
  void awaitDecision.execute(orderId, seconds).then((answer) => Object.assign(waiting, { isOver: true, answer }));
  return waiting;
}

async function byId(id: string): Promise<Order | undefined> {
  if (outages > 0) {
    outages -= 1;
    throw new Error('no primary');
  }
  const status = stored.get(id);
  return status && ({ id, status } as Order);
}

function decide(id: string, status: OrderStatus): void {
  stored.set(id, status);
}

function hear(id: string): void {
  updates.heard({ id, version: 2, status: 'CONFIRMED' });
}

async function after(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}
