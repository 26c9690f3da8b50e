import { Entry } from '../report/entry';
import { Rig } from '../rig';
import { alternate, Contestant } from '../rounds';
import { Server } from '../server';
import { skus } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { fillShop } from './fill-shop';
import { catalogueSize, Row } from './row';

const fewOrders = 1000;
const fewConnections = 8;

/** One API process on a small database and one on a large one, on the same server, in turns. */
export const growth: Row = {
  name: 'growth',
  about: 'place, get and list beside 1,000 and beside 1,000,000 stored orders',
  isLong: true,
  run: async (rig) => {
    const many = rig.pace.manyOrders;
    const small = await openShop(rig, 'growth-small', fewOrders, catalogueSize);
    const large = await openShop(rig, 'growth-large', many, Math.max(catalogueSize, many / 10));
    const entries: Entry[] = [];
    for (const what of ['place', 'get', 'list'] as const) {
      const contestants = [small, large].map((shop) => shop[what]);
      entries.push(...withRatio(await alternate(rig, `growth: ${what}`, contestants, rig.pace.longRounds)));
    }
    await Promise.all([small, large].map(({ api }) => api.stop()));
    await Promise.all(['growth-small', 'growth-large'].map((name) => rig.database.db(name).dropDatabase()));
    return entries;
  },
};

interface Shop {
  readonly api: Server;
  readonly place: Contestant;
  readonly get: Contestant;
  readonly list: Contestant;
}

async function openShop(rig: Rig, id: string, orders: number, products: number): Promise<Shop> {
  const system = new ThisSystem(rig, id);
  const name = `${orders.toLocaleString('en')} orders`;
  const catalogue = skus(products);
  rig.report.progress(`growth: preparing ${name}`);
  await system.prepare([]);
  const since = Date.now();
  const api = await system.startApi();
  const userId = await system.customerId(api);
  await fillShop(rig, id, { orders, catalogue, userId });
  rig.report.done(`growth: ${name}, ${products.toLocaleString('en')} products`, since);
  const own = await system.orders.find({ userId }).sort({ _id: -1 }).limit(fewOrders).project({ _id: 1 }).toArray();
  const contestant = (url: string, requests: Awaited<ReturnType<Contestant['load']>>['requests']): Contestant => ({
    name,
    processes: { api: api.pid },
    load: async () => ({ url, token: await system.logIn(api), connections: fewConnections, requests }),
  });
  return {
    api,
    place: contestant(`${api.url}/api/orders`, { kind: 'place', skus: catalogue, lines: 2 }),
    get: contestant(api.url, { kind: 'get', targets: own.map(({ _id }) => ({ path: `/api/orders/${String(_id)}` })) }),
    list: contestant(api.url, { kind: 'get', targets: [{ path: '/api/orders?limit=20' }] }),
  };
}

/** What more data costs a request is the quotient of the two p99. */
function withRatio(entries: readonly Entry[]): Entry[] {
  const [small, large] = entries;
  const note = small?.p99 && large?.p99 ? `p99 ${(large.p99 / small.p99).toFixed(2)}× that beside ${small.system}` : undefined;
  return entries.map((entry) => (entry === large ? { ...entry, note: [note, entry.note].filter(Boolean).join('; ') } : entry));
}
