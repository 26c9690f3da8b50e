import { OrderUpdated } from '@app/contracts';
import { Order, OrderRepository, OrderStatus, TimelineEntry } from '@app/orders';
import { defer, finalize, Observable } from 'rxjs';
import { Follower } from '../streams/follower';
import { Followers } from '../streams/followers';
import { FollowOrder } from './follow-order';
import { OrderUpdates } from './order-updates';

const tenMinutesMs = 10 * 60_000;

let statuses: OrderStatus[];
let isAway: boolean;
let looks: number;
let duringTheNextLook: (() => void) | undefined;
let updates: CountingUpdates;
let followers: Followers;
let followOrder: FollowOrder;

beforeEach(() => {
  jest.useFakeTimers();
  statuses = ['PENDING'];
  isAway = false;
  looks = 0;
  duringTheNextLook = undefined;
  updates = new CountingUpdates();
  followers = new Followers();
  followOrder = new FollowOrder({ byId } as unknown as OrderRepository, updates, followers);
});
afterEach(() => jest.useRealTimers());

describe('following an order', () => {
  it('tells what is there already, then what comes, and ends with the order', async () => {
    const client = follow();
    await after(0);
    expect(client.told).toEqual([1]);
    await change('CONFIRMED');
    await change('FULFILLED');
    expect(client).toMatchObject({ told: [1, 2, 3], hasEnded: true });
  });

  it('tells only what is behind the last that the client knows', async () => {
    statuses = ['PENDING', 'CONFIRMED', 'CANCELLED'];
    const client = follow(2);
    await after(0);
    expect(client).toMatchObject({ told: [3], hasEnded: true });
  });

  it('tells a little later when the update was lost', async () => {
    const client = follow();
    await after(0);
    statuses.push('REJECTED');
    await after(5100);
    expect(client).toMatchObject({ told: [1, 2], hasEnded: true });
  });

  it('misses no update that comes while it looks', async () => {
    duringTheNextLook = () => void change('CANCELLED');
    const client = follow();
    await after(0);
    expect(client.told).toEqual([1, 2]);
  });

  it('gives a sign of life while there is no news, and asks the database no more often', async () => {
    const client = follow();
    await after(20_100);
    expect(client).toMatchObject({ told: [1], signsOfLife: 4 });
    expect(looks).toBe(5);
  });

  it('goes on after the database was away', async () => {
    isAway = true;
    const client = follow();
    await after(6000);
    isAway = false;
    await change('REJECTED');
    expect(client).toMatchObject({ told: [1, 2], hasEnded: true });
  });

  it.each<[string, (client: Client) => void]>([
    ['the client is gone', ({ follower }) => follower.leave()],
    ['the process stops', () => followers.beforeApplicationShutdown()],
  ])('ends at once when %s', async (_case, end) => {
    const client = follow();
    await after(1000);
    end(client);
    await after(0);
    expect(client.hasEnded).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends at once when the process is stopping already', async () => {
    followers.beforeApplicationShutdown();
    const client = follow();
    await after(0);
    expect(client.hasEnded).toBe(true);
  });

  it('ends after ten minutes', async () => {
    const client = follow();
    await after(tenMinutesMs - 1000);
    expect(client.hasEnded).toBe(false);
    await after(6000);
    expect(client.hasEnded).toBe(true);
  });

  it('leaves nobody behind who is told of updates', async () => {
    const clients = [follow(), follow()];
    await after(0);
    expect(updates.listeners).toBe(2);
    clients[0]?.follower.leave();
    await change('REJECTED');
    expect([clients.map(({ hasEnded }) => hasEnded), updates.listeners]).toEqual([[true, true], 0]);
  });
});

class CountingUpdates extends OrderUpdates {
  listeners = 0;

  override of(orderId: string): Observable<OrderUpdated> {
    return defer(() => {
      this.listeners += 1;
      return super.of(orderId).pipe(finalize(() => (this.listeners -= 1)));
    });
  }
}

class Client {
  readonly follower = new Follower();
  readonly told: number[] = [];
  signsOfLife = 0;
  hasEnded = false;

  async read(entries: AsyncIterable<TimelineEntry | undefined>): Promise<void> {
    for await (const entry of entries) {
      this.signsOfLife += entry ? 0 : 1;
      this.told.push(...(entry ? [entry.seq] : []));
    }
    this.hasEnded = true;
  }
}

function follow(seq = 0): Client {
  const client = new Client();
  void client.read(followOrder.execute('order-1', seq, client.follower));
  return client;
}

async function byId(): Promise<Order> {
  looks += 1;
  if (isAway) {
    throw new Error('no primary');
  }
  const timeline = statuses.map((status, index) => ({ seq: index + 1, status }));
  const order = { status: statuses.at(-1), timeline } as unknown as Order;
  const work = duringTheNextLook;
  duringTheNextLook = undefined;
  work?.();
  return order;
}

async function change(status: OrderStatus): Promise<void> {
  statuses.push(status);
  updates.heard({ id: 'order-1', version: statuses.length, status });
  await after(0);
}

async function after(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}
