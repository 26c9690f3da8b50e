import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { placeMany, placeOrder, until, untilAllIsDone } from '../orders';
import { Entry } from '../report/entry';
import { median, percentile } from '../report/statistics';
import { Rig } from '../rig';
import { SeedLike } from '../systems/seed-like';
import { skus, System } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { catalogueSize, Row } from './row';

const betweenLooksMs = 2;
const warmUpOrders = 50;
const longestPauseMs = 200;
const kind = { skus: skus(catalogueSize), lines: 2 };

/** How long a single order waits for its decision when nothing else happens. */
export const loneOrder: Row = {
  name: 'lone-order',
  about: 'ms from the 201 to the decision, one order after another on an idle system',
  run: async (rig) => {
    const entries: Entry[] = [];
    for (const system of [new SeedLike(rig), new ThisSystem(rig)]) {
      rig.report.progress(`lone order: ${system.name}`);
      const since = Date.now();
      const waits = await waitsOf(rig, system);
      const [p50, p99] = [median(waits), percentile(waits, 99)];
      entries.push({ row: 'lone order', system: system.name, unit: 'ms', value: p50, rounds: waits, p50, p99 });
      rig.report.done(`lone order, ${system.name}: ${p50.toFixed(1)} ms`, since);
    }
    return entries;
  },
};

async function waitsOf(rig: Rig, system: System): Promise<number[]> {
  await system.empty();
  await system.prepare(kind.skus);
  const worker = await system.startWorker();
  const api = await system.startApi();
  await placeMany(system, api, warmUpOrders, kind);
  await untilAllIsDone(rig, system);
  const token = await system.logIn(api);
  const waits: number[] = [];
  for (let i = 0; i < rig.pace.loneOrders; i += 1) {
    await pause(randomInt(longestPauseMs));
    const id = await placeOrder(api, token, kind);
    const since = performance.now();
    await until(() => isDecided(system, id), 'a lone order is decided', betweenLooksMs);
    waits.push(performance.now() - since);
  }
  await Promise.all([api.stop(), worker.stop()]);
  return waits;
}

async function isDecided({ orders }: System, id: string): Promise<boolean> {
  const _id = mongo.ObjectId.isValid(id) ? new mongo.ObjectId(id) : (id as unknown as mongo.ObjectId);
  const order = await orders.findOne({ _id }, { projection: { status: 1 } });
  return order !== null && order.status !== 'PENDING';
}
