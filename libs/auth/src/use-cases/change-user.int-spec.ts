import { v7 as newId } from 'uuid';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { RecordingLogger } from '../../test/recording-logger';
import { User } from '../domain/user';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { ChangeUser, UserChange } from './change-user';

let auth: OpenAuth;
let root: User;
const log = new RecordingLogger();

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
  auth.module.useLogger(log);
  root = await added('admin');
});
beforeEach(() => {
  log.lines.length = 0;
});
afterAll(() => auth.close());

function added(role: User['role'] = 'customer'): Promise<User> {
  const id = newId();
  return auth.module.get(UserRepository).add({ id, email: `${id}@example.com`, name: null, role, passwordHash: 'hash' });
}

async function logIn({ id: userId }: User): Promise<string> {
  const id = newId();
  await auth.module.get(SessionRepository).open({ id, userId, tokenHash: 'hash', lifetime: 3600 });
  return id;
}

function change({ id: userId }: User, what: Partial<UserChange>): Promise<User> {
  return auth.module.get(ChangeUser).execute({ userId, by: root.id, requestId: 'request-1', ...what });
}

const isAlive = (sessionId: string) => auth.module.get(SessionRepository).isAliveNow(sessionId);

describe('changing what a user may do', () => {
  it.each<[Partial<UserChange>]>([[{ disabled: true }], [{ role: 'admin' }]])('by %j ends all log-ins of the user, and of nobody else', async (what) => {
    const [user, bystander] = [await added(), await added()];
    const sessions = [await logIn(user), await logIn(user), await logIn(bystander)];
    expect(await change(user, what)).toEqual({ ...user, ...what });
    expect(await Promise.all(sessions.map(isAlive))).toEqual([false, false, true]);
  });

  it('is reported as a security event, with who did it', async () => {
    const user = await added();
    const fields = { userId: user.id, by: root.id, requestId: 'request-1' };
    await change(user, { disabled: true, role: 'admin' });
    await change(user, { disabled: false });
    await change(user, { disabled: false, role: 'admin' });
    expect(log.lines).toEqual([
      ['warn', expect.any(String), { event: 'user_disabled', ...fields }, 'ChangeUser'],
      ['warn', expect.any(String), { event: 'role_changed', ...fields, role: 'admin' }, 'ChangeUser'],
      ['warn', expect.any(String), { event: 'user_enabled', ...fields }, 'ChangeUser'],
    ]);
  });

  it('ends log-ins once more when somebody is disabled again: the first time may have been cut short', async () => {
    const user = await added();
    await change(user, { disabled: true });
    const leftOver = await logIn(user);
    await change(user, { disabled: true });
    expect(await isAlive(leftOver)).toBe(false);
  });

  it('is refused on the own account, and changes nothing there', async () => {
    for (const what of [{ disabled: true }, { role: 'customer' as const }]) {
      await expect(change(root, what)).rejects.toMatchObject({ kind: 'conflict', code: 'own_account' });
    }
    expect(await auth.module.get(UserRepository).findById(root.id)).toEqual(root);
    expect(log.lines).toEqual([]);
  });
});
