import { Refused } from '../refused';
import { alternate, Contestant } from '../rounds';
import { Server } from '../server';
import { Limit } from '../systems/limit';
import { SeedLike } from '../systems/seed-like';
import { skus, System } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { catalogueSize, connections, Row } from './row';

const linesPerOrder = 2;

/** Orders placed as fast as they are taken, by one API process of each system; nothing decides them meanwhile. */
export const place: Row = {
  name: 'place',
  about: 'POST /api/orders on one API process',
  run: async (rig) => {
    const catalogue = skus(catalogueSize);
    const systems = [new SeedLike(rig), new ThisSystem(rig), new Limit(rig)];
    const apis: Server[] = [];
    for (const system of systems) {
      rig.report.progress(`place: preparing ${system.name}`);
      await system.prepare(catalogue);
      apis.push(await system.startApi());
    }
    const contestants = systems.flatMap((system, i) => contestantsOf(system, apis[i], catalogue));
    const entries = await alternate(rig, 'place', contestants);
    await Promise.all(apis.map((api) => api.stop()));
    return entries;
  },
};

function contestantsOf(system: System, api: Server | undefined, catalogue: readonly string[]): Contestant[] {
  if (!api) {
    return [];
  }
  const unkeyed = placing(system, api, catalogue);
  const keyed = { ...placing(system, api, catalogue, true), name: `${system.name}, keyed` };
  return system instanceof ThisSystem ? [unkeyed, keyed] : [unkeyed];
}

function placing(system: System, api: Server, catalogue: readonly string[], isKeyed = false): Contestant {
  return {
    name: system.name,
    processes: { api: api.pid },
    prepare: () => system.empty(),
    load: async () => ({
      url: `${api.url}/api/orders`,
      token: await system.logIn(api),
      connections,
      requests: { kind: 'place', skus: catalogue, lines: linesPerOrder, isKeyed },
    }),
    verify: async ({ requests }) => {
      const stored = await system.orders.countDocuments({});
      if (stored < requests) {
        throw new Refused(`${requests} orders were answered and ${stored} stored`);
      }
    },
  };
}
