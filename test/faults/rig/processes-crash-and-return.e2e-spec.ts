import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/eventually';
import { RunningSystem } from '../../support/running-system';
import { Shopper } from '../../support/shopper';
import { ChaosSqs } from './chaos-sqs';
import { crashAt, unharmed } from './crash-at';
import { ReachedPoints } from './reached-points';

describe('a system whose processes can be told apart', () => {
  let chaos: ChaosSqs;
  let points: ReachedPoints;
  let system: RunningSystem;
  let admin: Shopper;

  beforeAll(async () => {
    chaos = await new ChaosSqs().start();
    points = new ReachedPoints();
    system = await RunningSystem.start({
      apis: 2,
      environment: { AWS_ENDPOINT_URL_SQS: chaos.url },
      launch: (app, index) => {
        const crashing = crashAt({ point: 'response.POST./api/orders', moment: 'before' });
        return app === 'api' && index === 1 ? crashing : points.launch;
      },
    });
    admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 100, currency: 'EUR', onHand: 100 });
  });
  afterAll(async () => {
    await chaos.stop();
    points.remove();
    await system.stop();
  });

  it('kills one process where it was told to, and has another take its place', async () => {
    const [, crashing] = system.apis;
    const shopper = await system.customer(1);
    const key = { 'idempotency-key': randomUUID() };
    await expect(shopper.place([{ sku: 'TEA', quantity: 1 }], key)).rejects.toThrow();
    expect(await crashing?.exitCode).toBeNull();
    expect(system.processes.map(({ isRunning }) => isRunning)).toEqual([true, false, true]);

    const replacement = crashing && (await system.replace(crashing, unharmed));
    expect(replacement?.url).toBe(crashing?.url);
    const answer = await shopper.place([{ sku: 'TEA', quantity: 1 }], key);
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(await shopper.decided(answer.body.id)).toMatchObject({ status: 'CONFIRMED' });
  });

  it('freezes one process, and the order waits for it', async () => {
    const shopper = await system.customer();
    system.processors[0]?.freeze();
    const { body } = await shopper.place([{ sku: 'TEA', quantity: 1 }]);
    expect((await shopper.get(`/api/orders/${body.id}`)).body.status).toBe('PENDING');
    system.processors[0]?.thaw();
    expect(await shopper.decided(body.id)).toMatchObject({ status: 'CONFIRMED' });
  });

  it('lists the points that an order passes', async () => {
    const shopper = await system.customer();
    points.begin();
    await shopper.decided((await shopper.place([{ sku: 'TEA', quantity: 1 }])).body.id);
    await eventually(async () =>
      expect([...points.list().keys()]).toEqual(
        expect.arrayContaining([
          'mongo.insert.orders',
          'response.POST./api/orders',
          'sqs.SendMessageBatch',
          'sqs.ReceiveMessage',
          'mongo.commitTransaction',
          'sqs.DeleteMessageBatch',
          'ses.SendEmail',
        ]),
      ),
    );
  });

  it('decides an order once, however often its messages come', async () => {
    chaos.inject({ duplicate: 1, copies: 3, reorder: 100 });
    const shopper = await system.customer();
    const { id } = (await shopper.place([{ sku: 'TEA', quantity: 1 }])).body;
    expect(await shopper.decided(id)).toMatchObject({ status: 'CONFIRMED', version: 2 });
    await eventually(async () => expect(Math.max(...chaos.receives.values())).toBe(4));
    chaos.heal();
  });
});
