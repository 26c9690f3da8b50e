import { allMail } from './support/mailbox';
import { eventually } from './support/eventually';
import { Body, Shopper } from './support/shopper';
import { RunningSystem } from './support/running-system';

const buyers = 200;
const units = 20;

describe('200 buyers of the last 20 units, through two APIs and two order processors', () => {
  let system: RunningSystem;
  let admin: Shopper;
  let shoppers: Shopper[];
  let orders: Body[];

  beforeAll(async () => {
    system = await RunningSystem.start({ apis: 2, processors: 2 });
    admin = await system.admin();
    await admin.put('/api/inventory/LAST', { name: 'The last ones', unitPrice: 100, currency: 'EUR', onHand: units });
    shoppers = await Promise.all(Array.from({ length: buyers }, (_, i) => system.customer(i)));
    const placed = await Promise.all(shoppers.map((shopper) => shopper.place([{ sku: 'LAST', quantity: 1 }])));
    expect(placed.map(({ status }) => status)).toEqual(Array(buyers).fill(201));
    await eventually(async () => expect((await admin.get('/api/orders?status=PENDING')).body.data).toEqual([]));
    orders = await Promise.all(placed.map(async ({ body }) => (await admin.get(`/api/orders/${body.id}`)).body));
  }, 180_000);

  afterAll(() => system.stop());

  it('confirms exactly 20 and rejects the others for want of stock', () => {
    const count = (status: string) => orders.filter((order) => order.status === status).length;
    expect({ confirmed: count('CONFIRMED'), rejected: count('REJECTED') }).toEqual({ confirmed: 20, rejected: 180 });
    const rejected = orders.filter(({ status }) => status === 'REJECTED');
    expect(new Set(rejected.map(({ rejection }) => rejection?.[0]?.reason))).toEqual(new Set(['insufficient_stock']));
  });

  it('reserves exactly what it confirmed, and the ledger says the same', async () => {
    const { body: stock } = await admin.get('/api/inventory/LAST');
    const { body: ledger } = await admin.get('/api/inventory/LAST/movements?limit=100');
    const reservations = ledger.data.filter(({ kind }) => kind === 'reserved');

    expect(stock).toMatchObject({ onHand: units, reserved: units, available: 0 });
    expect(reservations).toHaveLength(units);
    expect(new Set(reservations.map(({ orderId }) => orderId))).toEqual(
      new Set(orders.filter(({ status }) => status === 'CONFIRMED').map(({ id }) => id)),
    );
  });

  it('tells every buyer once', async () => {
    const addresses = new Set(shoppers.map(({ email }) => email));
    const told = await eventually(async () => {
      const mails = (await allMail()).flatMap(({ destination }) => destination.to.filter((to) => addresses.has(to)));
      expect(new Set(mails).size).toBe(buyers);
      return mails;
    });
    expect(told).toHaveLength(buyers);
  });
});
