import { randomUUID } from 'node:crypto';
import { Controller, Delete, Get, Post } from '@nestjs/common';
import { ChangeUser, Public, Roles, RoutePolicy, SessionRepository, UserRepository } from '@app/auth';
import { Route, routeTableOf } from '../../../test/support/route-table';
import { Answer, Member, AppInProcess } from '../../../test/support/app-in-process';

/** What somebody turns out to be, whatever the token says. */
type Standing = 'nobody' | 'customer' | 'admin';
type Actor = readonly [name: string, standing: Standing, enter: () => Promise<Member | undefined>];

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'secret';
  }

  @Delete(':id')
  remove(): void {}

  @Post()
  @Roles('admin')
  write(): void {}
}

@Public()
@Controller('open')
class OpenController {
  @Get()
  read(): string {
    return 'for everybody';
  }
}

let api: AppInProcess;

const actors: readonly Actor[] = [
  ['an anonymous caller', 'nobody', async () => undefined],
  ['a customer', 'customer', () => api.register()],
  ['an administrator', 'admin', () => api.register('admin')],
  ['an administrator just demoted', 'customer', () => seenBefore('admin', ({ user }) => api.get(UserRepository).changeRole(user.id, 'customer'))],
  ['an administrator just disabled', 'nobody', () => seenBefore('admin', disable)],
  ['a customer just disabled', 'nobody', () => seenBefore('customer', disable)],
  ['a customer just made administrator', 'customer', () => seenBefore('customer', ({ user }) => api.get(UserRepository).changeRole(user.id, 'admin'))],
  ['a customer just logged out', 'nobody', () => seenBefore('customer', logOut)],
  ['an administrator just logged out', 'nobody', () => seenBefore('admin', logOut)],
];

/** Those whose every attempt fails, and leaves them as they are. */
const refused = ['an anonymous caller', 'a customer', 'an administrator just demoted'];

describe('the routes of the API', () => {
  beforeAll(async () => {
    api = await AppInProcess.api();
  });
  afterAll(() => api.stop());

  it('are all of a controller, and each declares who may use it', () => {
    const { routes, strays } = routeTableOf(api);
    expect(routes.length).toBeGreaterThan(40);
    expect(strays).toEqual([]);
    expect(undeclaredAmong(routes)).toEqual([]);
  });

  it.each(actors)('do for %s what they declare', async (_name, standing, enter) => {
    let by = await enter();
    for (const route of routeTableOf(api).routes) {
      const outcome = outcomeOf(await ask(route, by));
      expect({ ...route, outcome }).toEqual({ ...route, outcome: expectedOf(route.policy, standing) });
      // Some who were let in have logged out.
      by = outcome === 'let in' && !isSafe(route) ? await enter() : by;
    }
  });

  it.each(actors.filter(([name]) => refused.includes(name)))('cannot be reached for %s by another spelling, or under the name of another method', async (_name, standing, enter) => {
    const by = await enter();
    for (const { method, url, policy } of routeTableOf(api).routes.filter((route) => expectedOf(route.policy, standing) !== 'let in')) {
      const address = addressOf({ url });
      for (const spelling of spellingsOf(address)) {
        const { status } = await ask({ method, url: spelling }, by);
        expect({ method, policy, spelling, isRefused: status >= 400 && status < 500 }).toMatchObject({ isRefused: true });
      }
      expect(await ask({ method: 'OPTIONS', url: address }, by)).toMatchObject({ status: 404 });
      const other = { method: method === 'GET' ? 'POST' : 'GET', url: address };
      const { status, text } = await ask(other, by);
      expect(await ask(other, by, { 'x-http-method-override': method })).toMatchObject({ status, text });
    }
  });
});

describe('routes that declare nothing', () => {
  beforeAll(async () => {
    api = await AppInProcess.api({
      controllers: [ForgottenController, OpenController],
      extend: (app) => app.getHttpAdapter().get('/back-door', (_request: unknown, reply: { send(text: string): void }) => reply.send('secret')),
    });
  });
  afterAll(() => api.stop());

  it('are found, and so are those without a controller', () => {
    const { routes, strays } = routeTableOf(api);
    expect(strays).toEqual(['GET /back-door', 'HEAD /back-door']);
    expect(undeclaredAmong(routes)).toEqual(['GET /api/forgotten', 'HEAD /api/forgotten', 'DELETE /api/forgotten/:id']);
  });

  it.each(actors)('are closed to %s', async (_name, standing, enter) => {
    for (const route of routeTableOf(api).routes.filter(({ url }) => url.startsWith('/api/forgotten'))) {
      const expected = route.policy ? expectedOf(route.policy, standing) : expectedOf([], standing);
      expect({ ...route, outcome: outcomeOf(await ask(route, await enter())) }).toEqual({ ...route, outcome: expected });
    }
    expect(await api.call('GET', '/api/open', { by: await enter() })).toMatchObject({ status: 200 });
  });
});

function undeclaredAmong(routes: readonly Route[]): string[] {
  return routes.filter(({ policy }) => policy === undefined).map(({ method, url }) => `${method} ${url}`);
}

function expectedOf(policy: RoutePolicy | undefined, standing: Standing): string {
  if (policy === 'public') {
    return 'let in';
  }
  if (standing === 'nobody') {
    return '401 not_authenticated';
  }
  return policy === 'authenticated' || policy?.includes(standing) ? 'let in' : '403 forbidden';
}

/** A HEAD tells no code. */
function outcomeOf({ status, text }: Answer): string {
  if (status !== 401 && status !== 403) {
    return status < 500 ? 'let in' : String(status);
  }
  const code = text === '' ? { 401: 'not_authenticated', 403: 'forbidden' }[status] : (JSON.parse(text) as { code: string }).code;
  return `${status} ${code}`;
}

function ask({ method, url }: Pick<Route, 'method' | 'url'>, by: Member | undefined, headers: Record<string, string> = {}): Promise<Answer> {
  const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined;
  return api.call(method, addressOf({ url }), { by, headers, body });
}

function isSafe({ method }: Route): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Of something that is not there: who is let in does no harm. */
function addressOf({ url }: Pick<Route, 'url'>): string {
  return url.replace(/:\w+/g, () => randomUUID());
}

function spellingsOf(address: string): string[] {
  const last = address.lastIndexOf('/');
  const [parent, name] = [address.slice(0, last), address.slice(last + 1)];
  return [
    `${address}/`,
    `${address}//`,
    `/${address}`,
    `${parent}//${name}`,
    `${parent}%2F${name}`,
    `${parent}/%2F${name}`,
    `${parent}/./${name}`,
    `${parent}/%2e/${name}`,
    `${parent}/x/..%2F${name}`,
    `${parent}\\${name}`,
    `${address}%20`,
    `${address}%00`,
    `${address};x=1`,
    address.toUpperCase(),
    `${parent}/${name.toUpperCase()}`,
    address.replace('/api/', '/'),
  ];
}

/** Somebody whose token and session the process remembers when it happens. */
async function seenBefore(role: 'customer' | 'admin', happens: (member: Member) => Promise<unknown>): Promise<Member> {
  const member = await api.register(role);
  expect(await api.call('GET', '/api/auth/me', { by: member })).toMatchObject({ status: 200 });
  await happens(member);
  return member;
}

async function disable({ user }: Member): Promise<void> {
  const { user: root } = await api.register('admin');
  await api.get(ChangeUser).execute({ userId: user.id, by: root.id, disabled: true });
}

async function logOut({ sessionId }: Member): Promise<void> {
  await api.get(SessionRepository).revoke(sessionId, 'logged_out');
}
