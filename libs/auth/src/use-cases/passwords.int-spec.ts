import { Injectable } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import { countRefusals } from '../../test/count-refusals';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { RememberedNotices } from '../../test/remembered-notices';
import { Argon2PasswordHasher } from '../argon2/argon2-password-hasher';
import { LogInAttempts } from '../defaults/log-in-attempts';
import { Authentication } from '../domain/authentication';
import { UserRecord } from '../mongo/user.record';
import { AccountNotices } from '../ports/account-notices';
import { PasswordHasher } from '../ports/password-hasher';
import { Passwords } from '../ports/passwords';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { ChangePassword } from './change-password';
import { IssuePasswordReset } from './issue-password-reset';
import { LogIn } from './log-in';
import { RefreshSession } from './refresh-session';
import { RegisterUser } from './register-user';
import { RequestPasswordReset } from './request-password-reset';
import { ResetPassword } from './reset-password';

const password = 'correct horse battery';
const better = 'an even better horse';
const refused = { kind: 'unauthenticated', code: 'invalid_credentials' };
const invalidToken = { kind: 'invalid', code: 'invalid_reset_token' };
let auth: OpenAuth;
let hasher: CountingHasher;
let notices: RememberedNotices;
let addresses = 0;

/** Counts the work, and does something between a check and its answer. */
@Injectable()
class CountingHasher extends Argon2PasswordHasher {
  checks = 0;
  meanwhile: () => Promise<unknown> = async () => undefined;
  whileHashing: () => Promise<unknown> = async () => undefined;

  override async hash(given: string): Promise<string> {
    const hash = await super.hash(given);
    await this.whileHashing();
    return hash;
  }

  override async verify(given: string, hash: string | undefined): Promise<boolean> {
    this.checks += 1;
    const matches = await super.verify(given, hash);
    await this.meanwhile();
    return matches;
  }
}

beforeAll(async () => {
  const config = configWithOwnDatabase(process.env.MONGO_URI);
  auth = await openAuth(config, { passwordHasher: CountingHasher, notices: RememberedNotices });
  hasher = auth.module.get(PasswordHasher);
  notices = auth.module.get(AccountNotices);
});
afterAll(() => auth.close());
afterEach(() => {
  hasher.meanwhile = async () => undefined;
  hasher.whileHashing = async () => undefined;
});

/** A network nobody has used before. */
function somewhere(): { address: string } {
  addresses += 1;
  return { address: `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}` };
}

function aUser(caller = somewhere()): Promise<Authentication> {
  return auth.module.get(RegisterUser).execute({ email: `${newId()}@example.com`, password, caller });
}

function logIn(email: string, secret: string, caller = somewhere()): Promise<Authentication> {
  return auth.module.get(LogIn).execute({ email, password: secret, caller });
}

function change({ user }: Authentication, currentPassword: string, newPassword: string, caller = somewhere()): Promise<Authentication> {
  return auth.module.get(ChangePassword).execute({ userId: user.id, currentPassword, newPassword, caller });
}

async function resetTokenFor({ user }: Authentication): Promise<string> {
  return (await auth.module.get(IssuePasswordReset).execute(user.id)).token;
}

function reset(token: string, newPassword = better, caller = somewhere()): Promise<void> {
  return auth.module.get(ResetPassword).execute(token, newPassword, caller);
}

function isAlive({ sessionId }: Authentication): boolean | Promise<boolean> {
  return auth.module.get(SessionRepository).isAlive(sessionId);
}

async function disable({ user }: Authentication): Promise<void> {
  const users = auth.module.get<Model<UserRecord>>(getModelToken(UserRecord.name));
  await users.updateOne({ _id: user.id }, { disabledAt: new Date() });
}

describe('checking a password', () => {
  it('answers for somebody who is disabled as for a wrong one', async () => {
    const user = await aUser();
    const check = () => auth.module.get(Passwords).check(user.user.email, password, somewhere());
    await expect(check()).resolves.toMatchObject({ id: user.user.id });
    await disable(user);
    await expect(check()).resolves.toBeUndefined();
  });
});

describe('logging in', () => {
  it('checks one password, whether there is such a user or not, disabled, attacked or wrong', async () => {
    const [known, disabled, attacked] = [await aUser(), await aUser(), await aUser()];
    await disable(disabled);
    await attack(attacked);
    const tries: [string, string][] = [
      ['nobody@example.com', password],
      [known.user.email, 'wrong horse battery'],
      [disabled.user.email, password],
      [attacked.user.email, password],
    ];
    for (const [email, secret] of tries) {
      hasher.checks = 0;
      await expect(logIn(email, secret)).rejects.toMatchObject(refused);
      expect(hasher.checks).toBe(1);
    }
  });

  it('is refused to strangers while the account is attacked, but not to its owner at home or with an e-mailed token', async () => {
    const home = somewhere();
    const owner = await aUser(home);
    await attack(owner);
    await expect(logIn(owner.user.email, password)).rejects.toMatchObject(refused);
    await expect(logIn(owner.user.email, password, home)).resolves.toBeDefined();
    await expect(auth.module.get(RefreshSession).execute(owner.refreshToken)).resolves.toBeDefined();
    await reset(await resetTokenFor(owner));
    await expect(logIn(owner.user.email, better)).resolves.toBeDefined();
  });

  it('does not survive a change of password that comes between the check and the session', async () => {
    const user = await aUser();
    hasher.meanwhile = async () => {
      hasher.meanwhile = async () => undefined;
      await change(user, password, better);
    };
    await expect(logIn(user.user.email, password)).rejects.toMatchObject(refused);
    const sessions = await auth.module.get(SessionRepository).listOf(user.user.id);
    expect(sessions).toHaveLength(1);
  });
});

describe('changing a password', () => {
  it('ends every log-in, opens a new one and tells the user', async () => {
    const user = await aUser();
    const next = await change(user, password, better);
    expect([await isAlive(user), await isAlive(next)]).toEqual([false, true]);
    expect(notices.toldTo(user.user.id)).toEqual(['password_changed']);
    await expect(logIn(user.user.email, password)).rejects.toMatchObject(refused);
  });

  it('ends also a log-in with the old password that is made just before it counts', async () => {
    const user = await aUser();
    const users = auth.module.get(UserRepository);
    const replacePassword = users.replacePassword.bind(users);
    let meanwhile: Authentication | undefined;
    jest.spyOn(users, 'replacePassword').mockImplementationOnce(async (...replacement) => {
      meanwhile = await logIn(user.user.email, password);
      return replacePassword(...replacement);
    });
    await change(user, password, better);
    expect(meanwhile && (await isAlive(meanwhile))).toBe(false);
  });

  it('counts once of two at the same moment', async () => {
    const user = await aUser();
    const changes = await Promise.allSettled([change(user, password, better), change(user, password, 'one more password')]);
    expect(countRefusals(changes, 'current_password_wrong')).toBe(1);
  });

  it('is refused to who was just disabled, and whose access token lives on', async () => {
    const user = await aUser();
    await disable(user);
    await expect(change(user, password, better)).rejects.toMatchObject({ code: 'current_password_wrong' });
  });

  it('does not outlive a disabling that comes while it is made', async () => {
    const user = await aUser();
    hasher.whileHashing = () => disable(user);
    await expect(change(user, password, better)).rejects.toMatchObject({ code: 'current_password_wrong' });
    expect(await auth.module.get(SessionRepository).listOf(user.user.id)).toEqual([]);
  });

  it('is no way to guess the password', async () => {
    const user = await aUser();
    const here = somewhere();
    const guesses = await Promise.allSettled(Array.from({ length: 10 }, () => change(user, 'wrong horse battery', better, here)));
    expect(countRefusals(guesses, 'current_password_wrong')).toBe(10);
    await expect(change(user, password, better, here)).rejects.toMatchObject({ code: 'too_many_requests' });
  });
});

describe('a forgotten password', () => {
  it('is told of to its owner, if there is one who is not disabled, five times an hour', async () => {
    const [user, disabled] = [await aUser(), await aUser()];
    await disable(disabled);
    const request = (email: string) => auth.module.get(RequestPasswordReset).execute(email);
    await request(user.user.email.toUpperCase());
    expect(notices.toldTo(user.user.id)).toEqual(['password_reset']);
    await request(disabled.user.email);
    expect(notices.toldTo(disabled.user.id)).toEqual([]);
    for (const email of [user.user.email, 'nobody@example.com']) {
      const requests = await Promise.allSettled(Array.from({ length: 6 }, () => request(email)));
      expect(countRefusals(requests, 'too_many_requests')).toBe(email === user.user.email ? 2 : 1);
    }
  });

  it('is replaced once by whoever has a token, and every log-in is ended', async () => {
    const user = await aUser();
    const token = await resetTokenFor(user);
    const resets = await Promise.allSettled(Array.from({ length: 5 }, () => reset(token)));
    expect(countRefusals(resets, 'invalid_reset_token')).toBe(4);
    expect(await isAlive(user)).toBe(false);
    expect(notices.toldTo(user.user.id)).toEqual(['password_changed']);
    await expect(logIn(user.user.email, password)).rejects.toMatchObject(refused);
    await expect(logIn(user.user.email, better)).resolves.toBeDefined();
  });

  it('is replaced also when somebody who knew it changes it meanwhile, and is logged out with that', async () => {
    const user = await aUser();
    const token = await resetTokenFor(user);
    let ofThief: Authentication | undefined;
    hasher.whileHashing = async () => {
      hasher.whileHashing = async () => undefined;
      ofThief = await change(user, password, 'the password of a thief');
    };
    await reset(token);
    expect(ofThief && (await isAlive(ofThief))).toBe(false);
    await expect(logIn(user.user.email, better)).resolves.toBeDefined();
  });

  it('opens the network it is replaced from, also while others go on guessing', async () => {
    const owner = await aUser();
    const hotel = somewhere();
    await reset(await resetTokenFor(owner), better, hotel);
    await attack(owner);
    await expect(logIn(owner.user.email, better)).rejects.toMatchObject(refused);
    await expect(logIn(owner.user.email, better, hotel)).resolves.toBeDefined();
  });

  it('costs no token while the new one is not accepted', async () => {
    const user = await aUser();
    const token = await resetTokenFor(user);
    await expect(reset(token, 'short')).rejects.toMatchObject({ code: 'password_not_accepted' });
    await expect(reset(token, user.user.email)).rejects.toMatchObject({ code: 'password_not_accepted' });
    await reset(token);
  });

  it('is not replaced for a user who is disabled or gone, nor by the token of another', async () => {
    const [disabled, gone, used] = [await aUser(), await aUser(), await aUser()];
    const tokens = await Promise.all([disabled, gone, used].map(resetTokenFor));
    const before = await resetTokenFor(used);
    await disable(disabled);
    await auth.module.get<Model<UserRecord>>(getModelToken(UserRecord.name)).deleteOne({ _id: gone.user.id });
    await reset(before);
    for (const token of [...tokens, used.refreshToken, used.accessToken, '']) {
      await expect(reset(token)).rejects.toMatchObject(invalidToken);
    }
  });

  it('leaves nothing in the database that lets anybody replace it', async () => {
    const token = await resetTokenFor(await aUser());
    const stored = JSON.stringify(await auth.connection.collection('password_resets').find().toArray());
    expect(stored).not.toContain(token);
  });

  it('is kept from a change in flight: whoever knew the old one cannot undo the reset', async () => {
    const user = await aUser();
    const token = await resetTokenFor(user);
    hasher.meanwhile = () => reset(token, better);
    await expect(change(user, password, 'the password of a thief')).rejects.toMatchObject({ code: 'current_password_wrong' });
    hasher.meanwhile = async () => undefined;
    const { passwordHash = '' } = (await auth.module.get(UserRepository).findByEmail(user.user.email)) ?? {};
    expect(await hasher.verify(better, passwordHash)).toBe(true);
  });
});

/** A hundred failures, each from another network. */
async function attack({ user }: Authentication): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    await auth.module.get(LogInAttempts).begin(user.email, somewhere().address);
  }
}
