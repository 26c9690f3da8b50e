import { randomUUID } from 'node:crypto';
import { UserRepository } from '@app/auth';
import { Order, OrderRepository, OrderStatus } from '@app/orders';
import { v7 as newId } from 'uuid';
import { Route, routeTableOf } from '../../../test/support/route-table';
import { Answer, Member, AppInProcess } from '../../../test/support/app-in-process';

/** Two processes that know nothing of each other but their database and their cache. */
let api: AppInProcess;
let other: AppInProcess;
let owner: Member;

/** Who has no business with the owner's data. The token of the second says administrator. */
const strangers: [string, () => Promise<Member>][] = [
  ['another customer', () => api.register()],
  ['an administrator just demoted', () => demoted()],
];

beforeAll(async () => {
  [api, other] = [await AppInProcess.api(), await AppInProcess.api()];
  owner = await api.register();
});
afterAll(async () => {
  await other.stop();
  await api.stop();
});

describe.each(strangers)('to %s', (_name, enter) => {
  it.each<OrderStatus>(['PENDING', 'CONFIRMED', 'FULFILLED'])('a %s order of somebody else is as one that does not exist, by every route', async (status) => {
    const order = await placed(owner, status);
    const stranger = await enter();
    for (const reader of [undefined, api, other]) {
      await reader?.call('GET', `/api/orders/${order.id}`, { by: owner });
      for (const route of routesOf(/\/orders\/:\w+/)) {
        await expectNoDifference(route, stranger, order.id);
      }
    }
    expect(await api.get(OrderRepository).byId(order.id)).toEqual(order);
  });

  it('lists show what is their own, whatever they ask for', async () => {
    const [foreign, stranger] = [await placed(owner, 'CONFIRMED'), await enter()];
    const own = await placed(stranger, 'CONFIRMED');
    for (const { url } of routesOf(/\/orders$/).filter(({ method }) => method === 'GET')) {
      for (const query of ['', `?userId=${owner.user.id}`, `?userId=${owner.user.id}&status=CONFIRMED`, '?limit=100']) {
        const { status, text } = await other.call('GET', `${url}${query}`, { by: stranger });
        expect({ status, ids: idsIn(text) }).toEqual({ status: 200, ids: [own.id] });
        expect(text).not.toContain(foreign.id);
      }
    }
  });

  it('log-ins of somebody else are as those that do not exist, and go on', async () => {
    const stranger = await enter();
    const routes = routesOf(/\/auth\/sessions\/:\w+/);
    expect(routes).not.toEqual([]);
    for (const route of routes) {
      await expectNoDifference(route, stranger, owner.sessionId);
    }
    const { text } = await api.call('GET', '/api/auth/sessions', { by: stranger });
    expect(idsIn(text)).toEqual([stranger.sessionId]);
    expect(await api.call('GET', '/api/auth/me', { by: owner })).toMatchObject({ status: 200 });
  });

  it('webhooks of somebody else are as those that do not exist, and stay as they are', async () => {
    const { text } = await api.call('POST', '/api/webhooks', { by: owner, body: { url: 'https://93.184.216.34/' } });
    const { secret, ...webhook } = JSON.parse(text) as { id: string; secret: string };
    const stranger = await enter();
    for (const route of routesOf(/\/webhooks\/:\w+/)) {
      await expectNoDifference(route, stranger, webhook.id);
    }
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.parse((await api.call('GET', `/api/webhooks/${webhook.id}`, { by: owner })).text)).toEqual(webhook);
    expect(idsIn((await api.call('GET', '/api/webhooks', { by: stranger })).text)).toEqual([]);
  });
});

it('administrators see the orders of all, or of one', async () => {
  const [order, admin] = [await placed(owner, 'CONFIRMED'), await api.register('admin')];
  expect(await api.call('GET', `/api/orders/${order.id}`, { by: admin })).toMatchObject({ status: 200 });
  const { text } = await api.call('GET', `/api/orders?limit=1&userId=${owner.user.id}`, { by: admin });
  expect(idsIn(text)).toEqual([order.id]);
});

function routesOf(address: RegExp): Route[] {
  const routes = routeTableOf(api).routes.filter(({ url }) => address.test(url));
  expect(routes.length).toBeGreaterThan(0);
  return routes;
}

/** What the stranger says to know of the order. */
const claims: Record<string, string>[] = [{}, { 'if-none-match': '*' }, { 'if-match': '"7"' }];

/** In both processes, and whatever the stranger claims to know. */
async function expectNoDifference({ method, url, policy }: Route, by: Member, id: string): Promise<void> {
  const status = policy === 'authenticated' ? 404 : 403;
  for (const process of [api, other]) {
    for (const headers of claims) {
      const ask = (one: string) => process.call(method, url.replace(/:\w+/, one), { by, headers });
      const [theirs, nobodys] = [await ask(id), await ask(randomUUID())];
      expect({ method, url, ...told(theirs) }).toEqual({ method, url, ...told(nobodys) });
      expect(theirs).toMatchObject({ status });
    }
  }
}

/** All that an answer says, but for when. */
function told({ status, text, headers }: Answer): object {
  const said = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status, text, said };
}

function idsIn(text: string): string[] {
  return (JSON.parse(text) as { data: { id: string }[] }).data.map(({ id }) => id);
}

/** Both processes remember the token, and that it says administrator. */
async function demoted(): Promise<Member> {
  const member = await api.register('admin');
  for (const process of [api, other]) {
    expect(await process.call('GET', '/api/admin/users', { by: member })).toMatchObject({ status: 200 });
  }
  await api.get(UserRepository).changeRole(member.user.id, 'customer');
  return member;
}

async function placed({ user }: Member, status: OrderStatus): Promise<Order> {
  const at = new Date();
  const items = [{ sku: 'MUG', name: 'Mug', quantity: 2, unitPrice: 100, lineTotal: 200 }];
  const timeline = [{ seq: 1, status, at, actor: 'customer' }] as const;
  const money = { items, currency: 'EUR', total: 200, note: null };
  const order: Order = { id: newId(), userId: user.id, status, ...money, version: 7, createdAt: at, updatedAt: at, timeline };
  await api.get(OrderRepository).place(order);
  return order;
}
