import { randomUUID } from 'node:crypto';
import { Ports } from '../tools/stack/ports';
import { EventReader } from './support/event-reader';
import { eventually } from './support/eventually';
import { RunningSystem, SystemOptions } from './support/running-system';
import { Body, Shopper } from './support/shopper';

/** Without Redis live updates go over TCP, each API on a port of its own. */
async function overTcp(): Promise<SystemOptions> {
  const ports = new Ports();
  const livePorts = [String(await ports.claim()), String(await ports.claim())];
  const LIVE_PEERS = livePorts.map((port) => `127.0.0.1:${port}`).join(',');
  return {
    launch: (name, index) => ({
      environment: { REDIS_HOST: undefined, LIVE_PEERS, ...(name === 'api' && { LIVE_PORT: livePorts[index] }) },
    }),
  };
}

describe.each<[string, () => Promise<SystemOptions>]>([
  ['with Redis', async () => ({})],
  ['without Redis', overTcp],
])('an order that is placed at one API, %s,', (_name, options) => {
  let system: RunningSystem;
  let admin: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ apis: 2, ...(await options()) });
    admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 1000 });
  });
  afterAll(() => system.stop());

  it('is followed at the other to its end', async () => {
    const [here, there] = await customerOfBoth();
    const order = await place(here);
    const reader = await EventReader.open(there, order.id);
    expect([reader.status, reader.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    await eventually(async () => expect(reader.statuses).toEqual(['PENDING', 'CONFIRMED']));
    await here.post(`/api/orders/${order.id}/cancel`, { reason: 'Found it at home.' });
    await eventually(async () => expect(reader.hasEnded).toBe(true));
    expect(reader.events.map(({ id }) => id)).toEqual(['1', '2', '3']);
    const { timeline } = (await there.get(`/api/orders/${order.id}`)).body;
    expect(reader.told).toEqual(timeline);
  });

  it('is told of without loss or repetition to who comes back after a cut, wherever they come back', async () => {
    const [here, there] = await customerOfBoth();
    const order = await place(here);
    const first = await EventReader.open(there, order.id);
    await eventually(async () => expect(first.statuses).toEqual(['PENDING', 'CONFIRMED']));
    first.cut();
    await admin.post(`/api/orders/${order.id}/fulfil`, {});
    for (const api of [here, there]) {
      const second = await EventReader.open(api, order.id, first.lastEventId);
      await eventually(async () => expect(second.hasEnded).toBe(true));
      expect(second.statuses).toEqual(['FULFILLED']);
      const third = await EventReader.open(api, order.id, second.lastEventId);
      expect(third.status).toBe(204);
    }
  });

  it('is waited for at the other by who repeats the request there', async () => {
    const [here, there] = await customerOfBoth();
    const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=10' };
    const [one, other] = await Promise.all([here, there].map((api) => api.place([{ sku: 'MUG', quantity: 1 }], headers)));
    expect(other?.body).toEqual(one?.body);
    for (const answer of [one, other]) {
      expect(answer).toMatchObject({ status: 201, body: { status: 'CONFIRMED' } });
      expect(answer?.headers.get('preference-applied')).toBe('wait=10');
    }
  });

  it('is not there for anybody else', async () => {
    const [here] = await customerOfBoth();
    const order = await place(here);
    const stranger = await system.customer(1);
    const reader = await EventReader.open(stranger, order.id);
    expect([reader.status, (await stranger.get(`/api/orders/${randomUUID()}/events`)).status]).toEqual([404, 404]);
  });

  async function customerOfBoth(): Promise<[Shopper, Shopper]> {
    const here = await system.customer(0);
    const there = system.visitor(1);
    there.tokens = here.tokens;
    return [here, there];
  }

  async function place(customer: Shopper): Promise<Body> {
    return (await customer.place([{ sku: 'MUG', quantity: 1 }])).body;
  }
});

describe('following an order', () => {
  let system: RunningSystem;
  let customer: Shopper;
  let order: Body;

  beforeAll(async () => {
    system = await RunningSystem.start();
    const admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 1000 });
    customer = await system.customer();
    order = await customer.decided((await customer.place([{ sku: 'MUG', quantity: 1 }])).body.id);
  });
  afterAll(() => system.stop());

  it('ends when the process stops, which does not wait for it', async () => {
    const reader = await EventReader.open(customer, order.id);
    await eventually(async () => expect(reader.statuses).toEqual(['PENDING', 'CONFIRMED']));
    const [api] = system.apis;
    expect(await api?.stop()).toBeNull();
    await eventually(async () => expect(reader.hasEnded).toBe(true));
  });
});
