import { Reads } from '../load/load';
import { placeMany, untilAllIsDone } from '../orders';
import { Rig } from '../rig';
import { alternate, Contestant } from '../rounds';
import { Server } from '../server';
import { Limit } from '../systems/limit';
import { SeedLike } from '../systems/seed-like';
import { skus, System } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { catalogueSize, connections, Row } from './row';

const ordersRead = 1000;

/** Decided orders read by their customer as fast as they are answered, from one API process of each system. */
export const read: Row = {
  name: 'read',
  about: 'GET /api/orders/:id on one API process, with and without If-None-Match',
  run: async (rig) => {
    const apis: Server[] = [];
    const contestants: Contestant[] = [];
    for (const system of [new SeedLike(rig), new ThisSystem(rig), new Limit(rig)]) {
      rig.report.progress(`read: placing the orders of ${system.name}`);
      const api = await openShop(rig, system);
      apis.push(api);
      const targets = await targetsOf(system);
      contestants.push(reading(system, api, targets));
      if (system instanceof ThisSystem) {
        const known = await tagged(system, api, targets);
        const answer = (await answersUnchanged(system, api, known)) ? '304' : 'If-None-Match unheeded';
        contestants.push({ ...reading(system, api, known), name: `${system.name}, ${answer}` });
      }
    }
    const entries = await alternate(rig, 'read', contestants);
    await Promise.all(apis.map((api) => api.stop()));
    return entries;
  },
};

async function openShop(rig: Rig, system: System): Promise<Server> {
  await system.empty();
  await system.prepare(skus(catalogueSize));
  const api = await system.startApi();
  if (system instanceof Limit) {
    return api;
  }
  const worker = await system.startWorker();
  await placeMany(system, api, ordersRead, { skus: skus(catalogueSize), lines: 2 });
  await untilAllIsDone(rig, system);
  await worker.stop();
  return api;
}

/** The limit answers the same to any path. */
async function targetsOf(system: System): Promise<Reads['targets']> {
  const ids = await system.orders.distinct('_id', { status: 'CONFIRMED' });
  return (ids.length > 0 ? ids : skus(ordersRead)).map((id) => ({ path: `/api/orders/${String(id)}` }));
}

/** Each with the entity tag that it is answered with now. */
async function tagged(system: System, api: Server, targets: Reads['targets']): Promise<Reads['targets']> {
  const authorization = `Bearer ${await system.logIn(api)}`;
  const tags = targets.map(async ({ path }) => {
    const { headers } = await fetch(api.url + path, { headers: { authorization } });
    return { path, etag: headers.get('etag') ?? undefined };
  });
  return Promise.all(tags);
}

async function answersUnchanged(system: System, api: Server, [target]: Reads['targets']): Promise<boolean> {
  const headers = { authorization: `Bearer ${await system.logIn(api)}`, 'if-none-match': target?.etag ?? '' };
  return (await fetch(`${api.url}${target?.path}`, { headers })).status === 304;
}

function reading(system: System, api: Server, targets: Reads['targets']): Contestant {
  return {
    name: system.name,
    processes: { api: api.pid },
    load: async () => ({
      url: api.url,
      token: await system.logIn(api),
      connections,
      requests: { kind: 'get', targets },
    }),
  };
}
