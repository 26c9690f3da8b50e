import { mailWith } from './support/mailbox';
import { RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

const resetPage = 'https://shop.example.com/choose-a-password';
const newPassword = 'chosen on the second try';

describe('a forgotten password', () => {
  let system: RunningSystem;
  let shopper: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ environment: { PASSWORD_RESET_URL: resetPage } });
    shopper = await system.customer();
  });

  afterAll(() => system.stop());

  it('is replaced with the token from an e-mail, once; every log-in is ended and the owner told', async () => {
    const visitor = system.visitor();
    expect(await visitor.post('/api/auth/password/forgot', { email: shopper.email })).toMatchObject({ status: 202, body: '' });
    const { body } = await mailWith('Choose a new password', shopper.email);
    const [, token = ''] = /choose-a-password#token=([\w-]{43})\b/.exec(body.text) ?? [];
    expect(body.html).toContain(`${resetPage}#token=${token}`);

    const reset = () => visitor.post('/api/auth/password/reset', { token, newPassword });
    expect(await reset()).toMatchObject({ status: 204 });
    expect(await reset()).toMatchObject({ status: 400, body: { code: 'invalid_reset_token' } });

    expect(await shopper.get('/api/auth/me')).toMatchObject({ status: 401 });
    expect(await shopper.refresh()).toMatchObject({ status: 401 });
    expect(await shopper.logIn()).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(await shopper.logIn(shopper.email, newPassword)).toMatchObject({ status: 200 });
    await mailWith('Your password was changed', shopper.email);
  });

  it('is answered alike for an e-mail that nobody has', async () => {
    const [known, unknown] = await Promise.all(
      [shopper.email, 'nobody@example.com'].map((email) => system.visitor().post('/api/auth/password/forgot', { email })),
    );
    expect({ status: unknown?.status, body: unknown?.body }).toEqual({ status: known?.status, body: known?.body });
  });
});

describe('a refresh token that is used again', () => {
  it('is told of to its owner', async () => {
    const system = await RunningSystem.start();
    try {
      const shopper = await system.customer();
      const stolen = shopper.tokens?.refreshToken;
      await shopper.refresh();
      await shopper.refresh();
      expect(await system.visitor().post('/api/auth/refresh', { refreshToken: stolen })).toMatchObject({
        status: 401,
        body: { code: 'refresh_token_reused' },
      });
      await mailWith('We ended one of your log-ins', shopper.email);
    } finally {
      await system.stop();
    }
  });
});
