import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { Authentication } from '../domain/authentication';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { LogIn } from './log-in';
import { RegisterUser } from './register-user';

const password = 'correct horse battery';
const cheap = { memoryCost: 1024, timeCost: 2, parallelism: 1 };
const asNow = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

let auth: OpenAuth;

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI), {});
});
afterAll(() => auth.close());

describe('a password whose hash took less work than those of now', () => {
  it('is hashed anew when its owner logs in, and ends no log-in', async () => {
    const { user, sessionId } = await withOldHash();
    await logIn(user.email);
    expect(await hashOf(user.email)).toMatch(asNow);
    expect(await auth.module.get(SessionRepository).isAlive(sessionId)).toBe(true);
    await expect(logIn(user.email)).resolves.toMatchObject({ user: { id: user.id } });
  });

  it('lets in all who log in at the same moment, and is hashed anew once', async () => {
    const { user } = await withOldHash();
    const logIns = await Promise.allSettled(Array.from({ length: 4 }, () => logIn(user.email)));
    expect(logIns.map(({ status }) => status)).toEqual(logIns.map(() => 'fulfilled'));
    const renewed = await hashOf(user.email);
    await logIn(user.email);
    expect(await hashOf(user.email)).toBe(renewed);
  });

  it('is left as it is by who does not know it', async () => {
    const { user } = await withOldHash();
    const old = await hashOf(user.email);
    await expect(logIn(user.email, 'wrong horse battery')).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await hashOf(user.email)).toBe(old);
  });
});

async function withOldHash(): Promise<Authentication> {
  const registered = await auth.module.get(RegisterUser).execute({ email: `${newId()}@example.com`, password });
  await auth.module.get(UserRepository).changePassword(registered.user.id, await hash(password, cheap));
  return registered;
}

function logIn(email: string, secret = password): Promise<Authentication> {
  return auth.module.get(LogIn).execute({ email, password: secret });
}

async function hashOf(email: string): Promise<string | undefined> {
  return (await auth.module.get(UserRepository).findByEmail(email))?.passwordHash;
}
