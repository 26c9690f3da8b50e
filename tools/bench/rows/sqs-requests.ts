import { setTimeout as pause } from 'node:timers/promises';
import { CountingProxy } from '../counting-proxy';
import { failuresIn } from '../load/load';
import { placeMany, untilAllIsDone } from '../orders';
import { Entry } from '../report/entry';
import { Rig } from '../rig';
import { Server } from '../server';
import { SeedLike } from '../systems/seed-like';
import { skus, System } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { catalogueSize, connections, Row } from './row';

const kind = { skus: skus(catalogueSize), lines: 2 };

/** What AWS would bill: requests to SQS for a thousand orders under load, and for a minute without any. */
export const sqsRequests: Row = {
  name: 'sqs-requests',
  about: 'requests to SQS per 1,000 orders under load, and per minute on an idle system',
  run: async (rig) => {
    const proxy = await CountingProxy.start(rig.environment.AWS_ENDPOINT_URL_SQS ?? '');
    try {
      const entries: Entry[] = [];
      for (const system of [new SeedLike(rig), new ThisSystem(rig)]) {
        entries.push(...(await countFor(rig, system, proxy)));
      }
      return entries.sort((one, other) => one.row.localeCompare(other.row));
    } finally {
      await proxy.stop();
    }
  },
};

async function countFor(rig: Rig, system: System, proxy: CountingProxy): Promise<Entry[]> {
  rig.report.progress(`SQS requests: ${system.name} under load`);
  await system.empty();
  await system.prepare(kind.skus);
  const endpoint = { AWS_ENDPOINT_URL_SQS: proxy.url };
  const worker = await system.startWorker(endpoint);
  const api = await system.startApi(endpoint);
  const since = Date.now();
  const underLoad = await countUnderLoad(rig, system, api, proxy);
  rig.report.done(`SQS requests, ${system.name}: ${Math.round(underLoad.value ?? NaN)} per 1,000 orders`, since);
  rig.report.progress(`SQS requests: ${system.name} idle`);
  proxy.reset();
  await pause(rig.pace.idleSeconds * 1000);
  const perMinute = 60 / rig.pace.idleSeconds;
  const value = proxy.total * perMinute;
  const note = byAction(proxy, perMinute);
  await Promise.all([api.stop(), worker.stop()]);
  return [underLoad, { row: 'SQS requests, idle', system: system.name, unit: 'SQS requests/min', value, rounds: [value], note }];
}

async function countUnderLoad(rig: Rig, system: System, api: Server, proxy: CountingProxy): Promise<Entry> {
  const named = { row: 'SQS requests for 1,000 orders', system: system.name, unit: 'SQS requests' } as const;
  await placeMany(system, api, connections, kind);
  await untilAllIsDone(rig, system);
  const before = await system.orders.countDocuments({});
  proxy.reset();
  const result = await rig.generator.run({
    url: `${api.url}/api/orders`,
    token: await system.logIn(api),
    connections,
    seconds: rig.pace.seconds,
    requests: { kind: 'place', ...kind },
  });
  await untilAllIsDone(rig, system);
  const failures = failuresIn(result);
  if (failures) {
    return { ...named, rounds: [], note: `not counted: of ${result.requests} requests failed: ${failures}` };
  }
  const thousands = ((await system.orders.countDocuments({})) - before) / 1000;
  const value = proxy.total / thousands;
  return { ...named, value, rounds: [value], note: byAction(proxy, 1 / thousands) };
}

function byAction(proxy: CountingProxy, factor: number): string {
  const counts = [...proxy.counts].sort(([, one], [, other]) => other - one);
  return counts.map(([key, count]) => `${key} ${(count * factor).toFixed(0)}`).join(', ');
}
