import { AppInProcess, Member } from './support/app-in-process';
import { eventually } from './support/eventually';
import { DomainError } from '@app/contracts';
import { OnOrderEvent } from '@app/messaging';
import { Courier } from './shop/courier';
import { apiExtensions, orderProcessorExtensions } from './shop/extensions';
import { Pinboard } from './shop/pinboard';

const password = 'a password of a customer';

const moreThanReceivers = 25;

/** It does not answer before the test is over. */
class Silent {
  static answer: () => void;
  private static readonly answered = new Promise<void>((resolve) => (Silent.answer = resolve));

  @OnOrderEvent('order.confirmed')
  wait(): Promise<void> {
    return Silent.answered;
  }
}

let api: AppInProcess;
let processor: AppInProcess;
let admin: Member;

beforeAll(async () => {
  api = await AppInProcess.api({ extensions: apiExtensions });
  admin = await api.register('admin');
  await stock('TEA', 1000);
  await startProcessor();
});

afterAll(async () => {
  await processor.stop();
  await api.stop();
});

describe('a shop that brings its own rules', () => {
  it('logs in those whose passwords it keeps in its own way', async () => {
    const email = await registered();
    const kept = await api.call('POST', '/api/auth/login', { body: { email, password } });
    const wrong = await api.call('POST', '/api/auth/login', { body: { email, password: `${password}!` } });
    expect([kept.status, wrong.status]).toEqual([200, 401]);
  });

  it('charges its own prices', async () => {
    const order = await placed({ TEA: 10 });
    expect(order).toMatchObject({ items: [{ unitPrice: 900, lineTotal: 9000 }], total: 9000 });
  });

  it('refuses by its own rule whom it does not want, and says why in the order and in its own words', async () => {
    const order = await decided(await placed({ TEA: 200 }));
    const reason = 'Please ring us about an order as large as this.';
    expect(order).toMatchObject({ status: 'REJECTED', rejection: [], timeline: [{}, { reason }] });
    await pinned(`Grace: Acme: We could not accept your order ${order.id}`);
  });

  it('tells customers through its own channel, in its own words', async () => {
    const order = await decided(await placed({ TEA: 1 }));
    await pinned(`Grace: Acme: Your order ${order.id} is confirmed`);
  });

  it('has its own handler called with what happened, again and again until it succeeds', async () => {
    courier().failNext(new Error('The courier does not answer.'));
    const order = await decided(await placed({ TEA: 3 }));
    await collected(order, 3);
  });

  it('finds what its handler refused for good among the dead letters, and has it called once more from there', async () => {
    courier().failNext(new DomainError({ kind: 'unprocessable', code: 'too_far', message: 'We do not drive that far.' }));
    const order = await decided(await placed({ TEA: 4 }));
    const letter = await eventually(async () => {
      const [first] = await deadLetters();
      expect(first).toMatchObject({
        queue: 'handlers',
        handler: 'BookCourier.book',
        orderId: order.id,
        eventType: 'order.confirmed',
        reason: 'We do not drive that far.',
      });
      return first as { id: string };
    });
    const answer = await api.call('POST', '/api/admin/dead-letters/redrive', { by: admin, body: { ids: [letter.id] } });
    expect(answer.status).toBe(200);
    await collected(order, 4);
    expect(await deadLetters()).toEqual([]);
  });

  it('serves first whom it prefers of those that wait together', async () => {
    await processor.stop();
    await stock('RARE', 5);
    const [large, small] = [await placed({ RARE: 5 }), await placed({ RARE: 1 })];
    await startProcessor();
    expect([(await decided(large)).status, (await decided(small)).status]).toEqual(['REJECTED', 'CONFIRMED']);
  });
});

describe('a handler that does not answer', () => {
  it('keeps no other handler waiting', async () => {
    await processor.stop();
    await startProcessor({ ...orderProcessorExtensions, handlers: [Silent, ...(orderProcessorExtensions.handlers ?? [])] });
    // One after the other, so that each of its calls would hold a receiver for itself.
    for (let count = 1; count <= moreThanReceivers; count += 1) {
      await collected(await decided(await placed({ TEA: 1 })), 1);
    }
    const { text } = await processor.call('GET', '/metrics');
    expect(text).toMatch(/order_event_handler_seconds_count\{.*BookCourier.*\} \d\d/);
    expect(text).not.toMatch(/order_event_handler_seconds_count\{.*Silent.*\} [1-9]/);
    Silent.answer();
  });
});

interface Placed {
  readonly id: string;
  readonly status: string;
  readonly by: Pick<Member, 'token'>;
}

async function startProcessor(extensions = orderProcessorExtensions): Promise<void> {
  processor = await AppInProcess.orderProcessor({ extensions });
}

async function stock(sku: string, onHand: number): Promise<void> {
  const body = { name: sku, unitPrice: 1000, currency: 'EUR', onHand };
  expect((await api.call('PUT', `/api/inventory/${sku}`, { by: admin, body })).status).toBe(201);
}

async function registered(): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  expect((await api.call('POST', '/api/auth/register', { body: { email, password, name: 'Grace' } })).status).toBe(201);
  return email;
}

async function placed(units: Record<string, number>): Promise<Placed> {
  const logIn = await api.call('POST', '/api/auth/login', { body: { email: await registered(), password } });
  const by = { token: (JSON.parse(logIn.text) as { accessToken: string }).accessToken };
  const items = Object.entries(units).map(([sku, quantity]) => ({ sku, quantity }));
  const answer = await api.call('POST', '/api/orders', { by, body: { items } });
  expect(answer.status).toBe(201);
  return { ...(JSON.parse(answer.text) as Placed), by };
}

function decided({ id, by }: Placed): Promise<Placed> {
  return eventually(async () => {
    const order = JSON.parse((await api.call('GET', `/api/orders/${id}`, { by })).text) as Placed;
    expect(order.status).not.toBe('PENDING');
    return order;
  });
}

function courier(): Courier {
  return processor.get(Courier);
}

function collected({ id }: Placed, units: number): Promise<void> {
  return eventually(async () => expect([...courier().booked.values()]).toContain(`${id}: ${units} units`));
}

async function deadLetters(): Promise<object[]> {
  const { text } = await api.call('GET', '/api/admin/dead-letters', { by: admin });
  return (JSON.parse(text) as { data: object[] }).data;
}

function pinned(note: string): Promise<void> {
  return eventually(async () => expect(processor.get(Pinboard).notes).toContain(note));
}
