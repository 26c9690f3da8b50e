import { JwtService } from '@nestjs/jwt';
import { Config, parseConfig } from '@app/platform';
import passport from 'passport';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { JwtAccessTokens } from './jwt-access-tokens';
import { JwtStrategy } from './jwt.strategy';
import { SigningKeys } from './signing-keys';

const secret = 'a-secret-that-is-only-used-by-this-test';
const config = parseConfig({
  MONGO_URI: 'mongodb://localhost',
  JWT_SECRET: secret,
  ACCESS_TOKEN_TTL: '10m',
  AWS_REGION: 'eu-central-1',
  SQS_QUEUE_URL: 'http://localhost/queue',
  SES_EMAIL: 'shop@example.com',
});
const jwt = new JwtService({ secret });
const keys = new SigningKeys(config, jwt);
const tokens = new JwtAccessTokens(jwt, keys, config);
const user = new AuthenticatedUser('user-1', 'admin', 'session-1');
const goodHeader = { alg: 'HS256', typ: 'at+jwt' };
const now = Math.floor(Date.now() / 1000);
const goodClaims = {
  sub: 'user-1',
  role: 'admin',
  sid: 'session-1',
  iss: 'order-processing',
  aud: 'order-processing-api',
  iat: now,
  exp: now + 600,
};

/** The token of a request as the guard learns of it. */
function authenticate(accessToken: string, by = keys): Promise<unknown> {
  new JwtStrategy(by);
  return new Promise((resolve, reject) => {
    const request = { headers: { authorization: `Bearer ${accessToken}` } };
    const answer = (error: unknown, authenticated: unknown) => (error ? reject(error as Error) : resolve(authenticated));
    passport.authenticate('jwt', { session: false }, answer)(request, {}, reject);
  });
}

/** What the strategy remembers of a request with this header, once passport has answered it. */
function remembered(authorization: string): Promise<unknown> {
  const strategy = new JwtStrategy(keys);
  return new Promise((resolve, reject) => {
    const answer = (error: unknown) => (error ? reject(error as Error) : resolve(strategy.recall({ headers: { authorization } })));
    passport.authenticate('jwt', { session: false }, answer)({ headers: { authorization } }, {}, reject);
  });
}

function sign(claims: object, header: object = goodHeader, key = secret): string {
  const { alg } = { ...goodHeader, ...header };
  return jwt.sign(claims, { secret: key, algorithm: alg as 'HS256', header: { ...goodHeader, ...header } as typeof goodHeader });
}

function keysOf(secrets: Pick<Config, 'JWT_SECRET'> & Partial<Config>): SigningKeys {
  return new SigningKeys({ ...config, ...secrets } as Config, jwt);
}

function without(claim: keyof typeof goodClaims): object {
  return Object.fromEntries(Object.entries(goodClaims).filter(([name]) => name !== claim));
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function tampered(): string {
  const [header, , signature] = sign({ ...goodClaims, role: 'customer' }).split('.');
  return `${header}.${base64url(goodClaims)}.${signature}`;
}

describe('an access token', () => {
  it('names user, role and session, and says when it expires', async () => {
    const { accessToken, expiresIn } = await tokens.issue(user);
    expect(expiresIn).toBe(600);
    expect(jwt.decode(accessToken, { complete: true })).toMatchObject({
      header: { ...goodHeader, kid: keys.current.id },
      payload: { sub: 'user-1', role: 'admin', sid: 'session-1', iss: 'order-processing', aud: 'order-processing-api' },
    });
    const { exp, iat } = jwt.decode<{ exp: number; iat: number }>(accessToken);
    expect(exp - iat).toBe(600);
  });

  it('is accepted as issued', async () => {
    const { accessToken } = await tokens.issue(user);
    expect(await tokens.verify(accessToken)).toEqual(user);
    expect(await authenticate(accessToken)).toEqual(user);
  });

  it('is accepted when signed by hand the same way, so that the refusals below have no other reason', async () => {
    expect(await tokens.verify(sign(goodClaims))).toEqual(user);
    expect(await authenticate(sign(goodClaims))).toEqual(user);
  });

  it('is remembered by its header, in its usual spelling alone', async () => {
    const accessToken = sign(goodClaims);
    expect(await remembered(`Bearer ${accessToken}`)).toEqual(user);
    expect(await authenticate(`${accessToken} and more`)).toEqual(user);
    for (const other of [`bearer ${accessToken}`, `Bearer  ${accessToken}`, `Bearer ${accessToken} and more`]) {
      expect(await remembered(other)).toBeUndefined();
    }
  });

  describe.each([
    ['without a signature (alg none)', `${base64url({ ...goodHeader, alg: 'none' })}.${base64url(goodClaims)}.`],
    ['with another algorithm, HS512', sign(goodClaims, { alg: 'HS512' })],
    ['with another algorithm, HS384', sign(goodClaims, { alg: 'HS384' })],
    ['signed with another key', sign(goodClaims, {}, 'another-secret-of-sufficient-length')],
    ['that names another key than signed it', sign(goodClaims, { kid: 'another' })],
    ['that names a file as its key', sign(goodClaims, { kid: '../../../dev/null' })],
    ['that brings its own key', sign(goodClaims, { jwk: { kty: 'oct', k: base64url('own') }, kid: 'own' }, 'own-key-of-somebody-else-entirely')],
    ['tampered with', tampered()],
    ['of another type', sign(goodClaims, { typ: 'JWT' })],
    ['of no type', sign(goodClaims, { typ: undefined })],
    ['of another issuer', sign({ ...goodClaims, iss: 'somebody-else' })],
    ['without issuer', sign(without('iss'))],
    ['for another audience', sign({ ...goodClaims, aud: 'somebody-else' })],
    ['without audience', sign(without('aud'))],
    ['expired', sign({ ...goodClaims, exp: now - 1 })],
    ['without expiry', sign(without('exp'))],
    ['not valid yet', sign({ ...goodClaims, nbf: now + 600 })],
    ['without user', sign(without('sub'))],
    ['without session', sign(without('sid'))],
    ['with a role there is not', sign({ ...goodClaims, role: 'root' })],
    ['that is no JWT', '01936f6e-5f3c-7cc4-9c1b-0d6f4f4a2b11.Zr1uN0vI8Jm0b3w7Xl5cYgq2Hk9TtS4eDdPfRaVoUxE'],
    ['with a payload that is no JSON', `${base64url({ typ: 'JWT', alg: 'HS256' })}.${Buffer.from('not json').toString('base64url')}.x`],
    ['with a header that is no JSON', `${Buffer.from('not json').toString('base64url')}.${base64url(goodClaims)}.x`],
    ['that is empty', ''],
  ])('%s', (_, accessToken) => {
    it('is refused by whoever verifies it', () =>
      expect(tokens.verify(accessToken)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'not_authenticated' }));

    it('is refused in a request', async () => expect(await authenticate(accessToken)).toBe(false));
  });

  describe('while a secret is being changed', () => {
    const next = keysOf({ JWT_SECRET: 'q3PZ0t+uQh/6gXyZ0m1VfJ8v4yq0cV1m', JWT_SECRET_PREVIOUS: secret });
    const later = keysOf({ JWT_SECRET: 'q3PZ0t+uQh/6gXyZ0m1VfJ8v4yq0cV1m' });

    it('is accepted when the secret before signed it, and not once that is taken away', async () => {
      const { accessToken } = await tokens.issue(user);
      expect(await new JwtAccessTokens(jwt, next, config).verify(accessToken)).toEqual(user);
      expect(await authenticate(accessToken, next)).toEqual(user);
      await expect(new JwtAccessTokens(jwt, later, config).verify(accessToken)).rejects.toMatchObject({ code: 'not_authenticated' });
      expect(await authenticate(accessToken, later)).toBe(false);
    });

    it('is accepted by every instance while some sign with the old and some with the new, as long as all know both', async () => {
      const coming = keysOf({ JWT_SECRET: secret, JWT_SECRET_PREVIOUS: 'q3PZ0t+uQh/6gXyZ0m1VfJ8v4yq0cV1m' });
      for (const [by, at] of [[coming, keys], [coming, next], [next, coming]] as const) {
        const { accessToken } = await new JwtAccessTokens(jwt, by, config).issue(user);
        expect(await authenticate(accessToken, at)).toEqual(user);
      }
    });

    it('is signed by the new secret', async () => {
      const { accessToken } = await new JwtAccessTokens(jwt, next, config).issue(user);
      expect(await authenticate(accessToken, later)).toEqual(user);
      expect(await authenticate(accessToken, keys)).toBe(false);
    });
  });
});
