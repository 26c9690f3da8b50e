import { Order } from '@app/orders';
import { OpenShop } from '../../../apps/api/test/open-shop';
import { ReconcileDatabase, ReconcileReport } from './reconcile-database';

let shop: OpenShop;
let sku: string;
let order: Order;

beforeEach(async () => {
  shop = await OpenShop.open(process.env.MONGO_URI);
  sku = await shop.stocked(10);
  order = await shop.confirmed({ [sku]: 2 });
  await settled(order);
});
afterEach(() => shop.close());

describe('reconciling', () => {
  it('finds nothing where everything agrees', async () => {
    await expect(reconcile()).resolves.toEqual({ violations: 0, findings: [] });
  });

  it('only shows what it would do, unless it is told to do it', async () => {
    await shop.tamper('products', { _id: sku }, { $set: { reserved: 7 } });
    const { findings } = await reconcile({ apply: false });
    expect(findings).toMatchObject([{ subject: `product ${sku}`, outcome: 'open', mend: { kind: 'correct_reserved' } }]);
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: 10, reserved: 7 });
  });

  it.each([0, 5, 11])('sets a damaged counter of reserved units right from %s, and the ledger says why', async (reserved) => {
    await shop.tamper('products', { _id: sku }, { $set: { reserved } });
    expect(outcomesIn(await reconcile())).toEqual({ [`product ${sku}`]: 'mended' });
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: 10, reserved: 2 });
    const [entry] = await shop.ledgerOf(sku);
    expect(entry).toMatchObject({ kind: 'adjusted', reservedDelta: 0, actor: 'system' });
    expect(entry?.reason).toContain(`${reserved} were reserved`);
    await expect(reconcile()).resolves.toMatchObject({ violations: 0 });
  });

  it('lets the ledger add up again where an entry is lost; that the order has none is left to be seen', async () => {
    await shop.connection.collection('stock_movements').deleteOne({ orderId: order.id });
    expect(outcomesIn(await reconcile())).toEqual({ [`product ${sku}`]: 'mended', [`order ${order.id}`]: 'open' });
    const { findings } = await reconcile();
    expect(findings.map(({ invariants }) => invariants)).toEqual([['order_all_or_nothing']]);
  });

  it('mends what orders have moved since it looked', async () => {
    await shop.tamper('products', { _id: sku }, { $set: { reserved: 5 } });
    afterTheAudit(async () => settled(await shop.confirmed({ [sku]: 1 })));
    expect(outcomesIn(await reconcile())).toEqual({ [`product ${sku}`]: 'mended' });
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: 10, reserved: 3 });
    await expect(reconcile()).resolves.toMatchObject({ violations: 0 });
  });

  it.each([
    ['the record', () => shop.tamper('products', { _id: sku }, { $set: { reserved: 5 } })],
    ['the ledger', () => shop.tamper('stock_movements', { orderId: order.id }, { $inc: { reservedDelta: 3 } })],
  ])('of %s is not done twice by two who look at the same moment', async (_what, damage) => {
    await damage();
    afterTheAudit(async () => void (await reconcile()));
    expect((await reconcile()).findings.find(({ subject }) => subject === `product ${sku}`)?.outcome).toBe('changed_since');
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: 10, reserved: 2 });
  });

  it.each([
    ['promises no more than there is', { onHand: 1 }],
    ['does not guess which of shelf and ledger is right', { onHand: 12 }],
  ])('%s', async (_what, units) => {
    await shop.tamper('products', { _id: sku }, { $set: units });
    const { findings } = await reconcile();
    expect(findings.map(({ outcome }) => outcome)).toEqual(findings.map(() => 'open'));
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: units.onHand, reserved: 2 });
  });

  it.each([
    ['a pending order that nobody is going to announce', { $unset: { unsentSince: 1 } }],
    ['a pending order whose reminder is far away', { $unset: { unsentSince: 1 }, $set: { remindAfter: new Date('2100-01-01'), reminders: 9 } }],
  ])('has %s announced again, at once', async (_what, update) => {
    const lost = await shop.placed({ [sku]: 1 });
    await shop.tamper('orders', { _id: lost.id }, { ...update });
    expect(outcomesIn(await reconcile())).toEqual({ [`order ${lost.id}`]: 'mended' });
    expect((await shop.outbox.unanswered(10)).map(({ id }) => id)).toEqual([`${lost.id}-v1`]);
  });

  it('has the event announced again of which the customer was not told', async () => {
    await shop.connection.collection('deliveries').deleteMany({});
    expect(outcomesIn(await reconcile())).toEqual({ [`order ${order.id}`]: 'mended' });
    expect((await shop.outbox.unanswered(10)).map(({ id }) => id)).toEqual([`${order.id}-v2`]);
  });

  it.each([
    ['what a dead letter carries', { $set: { isDeadLetter: true }, $unset: { unsentSince: 1 } }],
    ['what is going to be sent anyhow', { $set: { note: null } }],
  ])('announces nothing again of %s', async (_what, update) => {
    const waiting = await shop.placed({ [sku]: 1 });
    await shop.tamper('orders', { _id: waiting.id }, update);
    const { findings } = await reconcile();
    expect(findings.filter(({ mend }) => mend)).toEqual([]);
    await expect(shop.outbox.unanswered(10)).resolves.toEqual([]);
  });

  it('announces nothing again that would tell the customer nothing', async () => {
    const shipped = await shop.fulfilled({ [sku]: 1 });
    await settled(shipped);
    await shop.connection.collection('deliveries').deleteMany({ orderId: shipped.id });
    expect(outcomesIn(await reconcile())).toEqual({ [`order ${shipped.id}`]: 'open' });
    await expect(shop.outbox.unanswered(10)).resolves.toEqual([]);
  });

  it('sides with orders only where record or ledger says the same', async () => {
    await shop.tamper('orders', { _id: order.id }, { $set: { status: 'FULFILLED' } });
    const { findings } = await reconcile();
    expect(findings.find(({ subject }) => subject === `product ${sku}`)).toMatchObject({ outcome: 'open', todo: expect.stringContaining('orders hold 0') as string });
    await expect(shop.unitsOf(sku)).resolves.toEqual({ onHand: 10, reserved: 2 });
  });

  it('announces nothing again of an order that has gone on since it looked', async () => {
    const lost = await shop.placed({ [sku]: 1 });
    await settled(lost);
    afterTheAudit(async () => settled(await shop.confirm(lost)));
    expect(outcomesIn(await reconcile())).toEqual({ [`order ${lost.id}`]: 'changed_since' });
    await expect(shop.outbox.unanswered(10)).resolves.toEqual([]);
  });
});

/** Between looking and mending. */
function afterTheAudit(work: () => Promise<void>): void {
  const audit = shop.audit.execute.bind(shop.audit);
  jest.spyOn(shop.audit, 'execute').mockImplementationOnce(async (options) => {
    const report = await audit(options);
    await work();
    return report;
  });
}

/** Everything that lies in the past counts: the grace ends a second from now. */
function reconcile({ apply = true } = {}): Promise<ReconcileReport> {
  return new ReconcileDatabase(shop.audit, shop.correctReserved, shop.orderRecords).execute({ apply, graceSeconds: -1 });
}

function outcomesIn({ findings }: ReconcileReport): Record<string, string> {
  return Object.fromEntries(findings.map(({ subject, outcome }) => [subject, outcome]));
}

/** As if its events had been sent, and the customer told if it is decided. */
async function settled({ id, userId, version, status }: Order): Promise<void> {
  const orders = shop.connection.collection<{ _id: string }>('orders');
  await orders.updateOne({ _id: id }, { $set: { outbox: [] }, $unset: { unsentSince: 1 } });
  if (status !== 'PENDING') {
    const eventId = `${id}-v${version}`;
    const delivery = { eventId, orderId: id, userId, kind: `order_${status.toLowerCase()}`, channel: 'email', state: 'sent', attempts: 1 };
    await shop.connection.collection<{ _id: string }>('deliveries').insertOne({ _id: `${eventId}:email`, ...delivery });
  }
}
