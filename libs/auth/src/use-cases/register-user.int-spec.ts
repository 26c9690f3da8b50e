import { getModelToken } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { countRefusals } from '../../test/count-refusals';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { UserRecord } from '../mongo/user.record';
import { LogIn } from './log-in';
import { RegisterUser } from './register-user';

let auth: OpenAuth;
let users: Model<UserRecord>;
const password = 'correct horse battery';

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
  users = auth.module.get(getModelToken(UserRecord.name));
});
afterAll(() => auth.close());

describe('registering', () => {
  it('makes one user of 20 registrations at once, however the e-mail is written', async () => {
    const spellings = ['ada@example.com', 'ADA@example.com', ' Ada@Example.com ', 'ａｄａ@example.com'];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        auth.module.get(RegisterUser).execute({ email: spellings[n % spellings.length] ?? '', password }),
      ),
    );
    expect(countRefusals(results, 'email_taken')).toBe(19);
    expect(await users.find().lean()).toMatchObject([{ email: 'ada@example.com', role: 'customer', name: null }]);
  });

  it('refuses a weak password before anything is stored', async () => {
    const weak = { email: 'weak@example.com', password: 'password1234' };
    await expect(auth.module.get(RegisterUser).execute(weak)).rejects.toMatchObject({ code: 'password_not_accepted' });
    expect(await users.exists({ email: weak.email })).toBeNull();
  });
});

describe('logging in', () => {
  const refused = { kind: 'unauthenticated', code: 'invalid_credentials' };
  const email = 'grace@example.com';
  const logIn = (credentials: { email: string; password: string }) => auth.module.get(LogIn).execute(credentials);

  beforeAll(() => auth.module.get(RegisterUser).execute({ email, password: 'caf\u00e9 au lait, please' }));

  it('works however e-mail and password are typed, with a session of its own each time', async () => {
    const first = await logIn({ email: ' GRACE@example.com', password: 'cafe\u0301 au lait, please' });
    const second = await logIn({ email, password: 'caf\u00e9 au lait, please' });
    expect(first.user).toEqual(second.user);
    expect(first.refreshToken.split('.')[0]).not.toBe(second.refreshToken.split('.')[0]);
  });

  it('is refused alike for a wrong password, an unknown e-mail and a disabled user', async () => {
    await users.create({ ...(await users.findOne({ email }).lean()), _id: 'disabled', email: 'off@example.com', disabledAt: new Date() });
    const attempts = [
      logIn({ email, password }),
      logIn({ email: 'nobody@example.com', password }),
      logIn({ email: 'off@example.com', password: 'caf\u00e9 au lait, please' }),
    ];
    const messages = await Promise.all(attempts.map((attempt) => attempt.then(String, ({ message }: Error) => message)));
    expect(new Set(messages).size).toBe(1);
    await Promise.all(attempts.map((attempt) => expect(attempt).rejects.toMatchObject(refused)));
  });
});
