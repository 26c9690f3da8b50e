import { v7 as newId } from 'uuid';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { EnsureAdmin } from './ensure-admin';
import { LogIn } from './log-in';
import { RefreshSession } from './refresh-session';
import { RegisterUser } from './register-user';

let auth: OpenAuth;
let otherProcess: OpenAuth;
const password = 'a password for admins';

beforeAll(async () => {
  const config = configWithOwnDatabase(process.env.MONGO_URI);
  auth = await openAuth(config);
  otherProcess = await openAuth(config);
});
afterAll(async () => {
  await otherProcess.close();
  await auth.close();
});

const ensure = (email: string, on = auth) => on.module.get(EnsureAdmin).execute({ email, password });
const logIn = (email: string) => auth.module.get(LogIn).execute({ email, password });
const anEmail = () => `${newId()}@example.com`;

describe('ensuring an administrator', () => {
  it('creates one who can log in', async () => {
    const email = anEmail();
    await ensure(email.toUpperCase());
    expect((await logIn(email)).user).toMatchObject({ email, role: 'admin' });
  });

  it('succeeds in both of two processes that start at once, many times over', async () => {
    for (let round = 0; round < 10; round += 1) {
      const email = anEmail();
      await Promise.all([ensure(email), ensure(email, otherProcess)]);
      expect((await logIn(email)).user.role).toBe('admin');
    }
  });

  it('says what it took', async () => {
    const [email, squatted] = [anEmail(), anEmail()];
    await auth.module.get(RegisterUser).execute({ email: squatted, password });
    expect([await ensure(email), await ensure(email), await ensure(squatted)]).toEqual(['created', 'unchanged', 'raised']);
    const change = auth.module.get(EnsureAdmin).execute({ email, password: 'another one for admins' });
    await expect(change).resolves.toBe('password_changed');
  });

  it('leaves sessions and password alone when there is nothing to change', async () => {
    const email = anEmail();
    await ensure(email);
    const { refreshToken } = await logIn(email);
    const before = await auth.module.get(UserRepository).findByEmail(email);
    await ensure(email);
    expect(await auth.module.get(UserRepository).findByEmail(email)).toEqual(before);
    await expect(auth.module.get(RefreshSession).execute(refreshToken)).resolves.toBeDefined();
  });

  it('takes over an account somebody else registered with this e-mail: old log-ins and the old password are worth nothing', async () => {
    const email = anEmail();
    const squatter = await auth.module.get(RegisterUser).execute({ email, password: 'the password of a squatter' });
    await ensure(email);
    await expect(auth.module.get(RefreshSession).execute(squatter.refreshToken)).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
    const withOldPassword = auth.module.get(LogIn).execute({ email, password: 'the password of a squatter' });
    await expect(withOldPassword).rejects.toMatchObject({ code: 'invalid_credentials' });
    const admin = await logIn(email);
    expect(admin.user).toMatchObject({ id: squatter.user.id, role: 'admin' });
    expect(await auth.module.get(SessionRepository).listOf(admin.user.id)).toHaveLength(1);
  });
});
