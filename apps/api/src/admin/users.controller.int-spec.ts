import { getConnectionToken } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { Member, AppInProcess } from '../../../../test/support/app-in-process';

interface Account {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly disabled: boolean;
}

/** Two processes that know nothing of each other but their database. */
let api: AppInProcess;
let other: AppInProcess;
let admin: Member;

beforeAll(async () => {
  [api, other] = [await AppInProcess.api(), await AppInProcess.api()];
  admin = await api.register('admin');
});
afterAll(async () => {
  await other.stop();
  await api.stop();
});

describe('administrators', () => {
  it('list users page by page, newest first', async () => {
    const members = [await api.register(), await api.register(), await api.register('admin')].reverse();
    const first = await list('?limit=2');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual(members.map(({ user }) => user));
  });

  it('find a user by e-mail, as it may be written, and by id', async () => {
    const { user } = await api.register();
    expect(await list(`?email=${user.email.toUpperCase()}`)).toEqual({ data: [user], nextCursor: null });
    expect(await list('?email=nobody@example.com')).toEqual({ data: [], nextCursor: null });
    expect(await answerTo('GET', user.id)).toEqual({ status: 200, body: user });
  });

  it('get 404 for who is not there, 400 for what is no change', async () => {
    expect(await answerTo('GET', 'nobody')).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    expect(await change('nobody', { disabled: true })).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    for (const body of [{ role: 'root' }, { role: null }, { disabled: 'true' }, { disabled: null }, { email: 'new@example.com' }, { passwordHash: 'x' }]) {
      expect(await change(admin.user.id, body)).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    }
    expect(await list('?email=nobody', 400)).toMatchObject({ code: 'validation_failed' });
    expect(await list('?cursor=forged', 400)).toMatchObject({ code: 'invalid_cursor' });
  });

  it('disable a user, who is logged out everywhere, and enable them again', async () => {
    const { user, token, sessionId } = await api.register();
    expect(await change(user.id, { disabled: true })).toEqual({ status: 200, body: { ...user, disabled: true } });
    expect(await reasonFor(sessionId)).toBe('user_disabled');
    expect(await api.call('GET', '/api/auth/me', { by: { token } })).toMatchObject({ status: 401 });
    expect(await change(user.id, { disabled: false })).toEqual({ status: 200, body: user });
  });

  it('give a user another role, with the next log-in', async () => {
    const { user, token, sessionId } = await api.register();
    expect(await change(user.id, { role: 'admin' })).toEqual({ status: 200, body: { ...user, role: 'admin' } });
    expect(await reasonFor(sessionId)).toBe('role_changed');
    expect(await api.call('GET', '/api/admin/users', { by: { token } })).toMatchObject({ status: 401 });
  });

  it('log nobody out by a change that changes nothing', async () => {
    const { user, token } = await api.register();
    for (const body of [{}, { role: 'customer' }, { disabled: false }]) {
      expect(await change(user.id, body)).toEqual({ status: 200, body: user });
    }
    expect(await api.call('GET', '/api/auth/me', { by: { token } })).toMatchObject({ status: 200 });
  });

  it('change a user only as they saw them, when the request says so: of two one comes too late', async () => {
    const { user } = await api.register();
    const path = `/api/admin/users/${user.id}`;
    const tag = (await api.call('GET', path, { by: admin })).headers.get('etag') ?? '';
    const demand = (body: object, match: string) => other.call('PATCH', path, { by: admin, body, headers: { 'if-match': match } });
    const answers = await Promise.all([demand({ disabled: true }, tag), demand({ role: 'admin' }, tag)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const now = await api.call('GET', path, { by: admin });
    expect(answers.find(({ status }) => status === 200)?.text).toBe(now.text);
    expect(now.headers.get('etag')).not.toBe(tag);
    expect(await demand({ disabled: false }, 'yesterday')).toMatchObject({ status: 400 });
    expect(await demand({ role: 'customer', disabled: false }, '*')).toMatchObject({ status: 200 });
  });

  it('can neither disable nor demote themselves', async () => {
    for (const body of [{ disabled: true }, { role: 'customer' }, { role: 'admin', disabled: true }]) {
      expect(await change(admin.user.id, body)).toMatchObject({ status: 409, body: { code: 'own_account' } });
    }
    expect(await change(admin.user.id, { role: 'admin', disabled: false })).toEqual({ status: 200, body: admin.user });
  });

  it.each<[string, (member: Member) => Promise<unknown>, number]>([
    ['demoted', ({ user }) => update('users', user.id, { role: 'customer' }), 403],
    ['disabled', ({ user }) => update('users', user.id, { disabledAt: new Date() }), 401],
    ['gone', ({ user }) => collection('users').deleteOne({ _id: user.id }), 401],
    ['logged out', ({ sessionId }) => update('sessions', sessionId, { revokedAt: new Date() }), 401],
    ['demoted by another', ({ user }) => change(user.id, { role: 'customer' }), 401],
    ['disabled by another', ({ user }) => change(user.id, { disabled: true }), 401],
  ])('are let in no more as soon as they are %s, in every process', async (_why, end, status) => {
    const member = await api.register('admin');
    expect(await other.call('GET', '/api/admin/users', { by: member })).toMatchObject({ status: 200 });
    await end(member);
    expect(await other.call('GET', '/api/admin/users', { by: member })).toMatchObject({ status });
  });
});

async function list(query: string, status = 200): Promise<{ data: Account[]; nextCursor: string | null }> {
  const answer = await api.call('GET', `/api/admin/users${query}`, { by: admin });
  expect(answer).toMatchObject({ status });
  return JSON.parse(answer.text) as { data: Account[]; nextCursor: string | null };
}

async function answerTo(method: string, id: string, body?: object): Promise<{ status: number; body: unknown }> {
  const { status, text } = await api.call(method, `/api/admin/users/${id}`, { by: admin, body });
  return { status, body: JSON.parse(text) };
}

function change(id: string, body: object): Promise<{ status: number; body: unknown }> {
  return answerTo('PATCH', id, body);
}

function collection(name: string) {
  return api.app.get<Connection>(getConnectionToken()).collection<{ _id: string }>(name);
}

/** Behind the backs of both processes. */
function update(name: string, _id: string, fields: object): Promise<unknown> {
  return collection(name).updateOne({ _id }, { $set: fields });
}

async function reasonFor(_id: string): Promise<unknown> {
  const session = await collection('sessions').findOne({ _id });
  return session && 'revokedReason' in session ? session.revokedReason : undefined;
}
