import { connect } from 'node:net';
import { AppProcess } from './support/app-process';
import { eventually } from './support/eventually';
import { RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';
import { beginSlowPost } from './support/slow-request';

const lines = [{ sku: 'TEA', quantity: 1 }];

describe('SIGTERM while orders come in', () => {
  let system: RunningSystem;
  let admin: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ apis: 3 });
    admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 100, currency: 'EUR', onHand: 100_000 });
  });

  afterAll(() => system.stop());

  it('answers every request it took, ends by itself, and every order that got a 201 is decided', async () => {
    const stopping = system.apis[1] as AppProcess;
    const shopper = await system.customer(1);
    const placed: string[] = [];
    const cut: unknown[] = [];
    const keepOrdering = async () => {
      for (;;) {
        const answer = await shopper.place(lines).catch((error: Error) => error);
        if (answer instanceof Error) {
          // Refused before it was sent is fine: whoever called knows that nothing happened.
          cut.push(...(isRefused(answer) ? [] : [answer]));
          return;
        }
        if (answer.status !== 201) {
          return;
        }
        placed.push(answer.body.id);
      }
    };

    const ordering = Array.from({ length: 10 }, keepOrdering);
    await shopper.place(lines);
    const exitCode = stopping.stop();
    await Promise.all(ordering);

    expect(await exitCode).toBe(null);
    expect(stopping.output).not.toContain('did not stop in time');
    expect(cut).toEqual([]);
    expect(placed.length).toBeGreaterThan(10);
    for (const id of placed) {
      expect((await admin.decided(id)).status).toBe('CONFIRMED');
    }
  });

  it('answers a request whose body was still on its way, whatever else is connected', async () => {
    const stopping = system.apis[0] as AppProcess;
    const shopper = await system.customer(0);
    const silent = connect(Number(new URL(stopping.url).port), '127.0.0.1');
    const finish = await beginSlowPost(`${stopping.url}/api/orders`, shopper.tokens?.accessToken ?? '', { items: lines });

    const exitCode = stopping.stop();
    await eventually(() => expect(fetch(`${stopping.url}/health/live`)).rejects.toThrow('fetch failed'));

    expect(await finish()).toBe(201);
    expect(await exitCode).toBe(null);
    expect(stopping.output).not.toContain('did not stop in time');
    silent.destroy();
  });

  it('does not keep a client waiting for a decision that another process makes', async () => {
    await system.processors[0]?.stop();
    const stopping = system.apis[2] as AppProcess;
    const shopper = await system.customer(2);
    const waiting = shopper.place(lines, { prefer: 'wait=30' });
    await eventually(async () => expect((await shopper.get('/api/orders')).body.data).toHaveLength(1));

    const exitCode = stopping.stop();

    expect(await waiting).toMatchObject({ status: 201, body: { status: 'PENDING' } });
    expect(await exitCode).toBe(null);
    expect(stopping.output).not.toContain('did not stop in time');
  });
});

function isRefused(error: Error): boolean {
  return (error.cause as { code?: string } | undefined)?.code === 'ECONNREFUSED';
}
