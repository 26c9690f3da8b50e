import { Config } from '@app/platform';
import { Webhook } from 'standardwebhooks';
import { StandardWebhookSecrets } from './standard-webhook-secrets';

const [before, now, other] = ['before', 'now', 'other'].map((name) => `a secret of ${name} that is long enough`);
const message = { id: 'order-1-v2', at: new Date(), body: '{"type":"order.confirmed"}' };
const secretsUnder = (JWT_SECRET?: string, JWT_SECRET_PREVIOUS?: string) =>
  new StandardWebhookSecrets({ JWT_SECRET, JWT_SECRET_PREVIOUS } as Config);

describe('the secret of a webhook', () => {
  const secrets = secretsUnder(now);

  it('signs as the Standard Webhooks specification says', () => {
    const { secret, sealed } = secrets.create();
    const headers = secrets.headersOf(message, [sealed]);
    expect(new Webhook(secret).verify(message.body, headers)).toEqual({ type: 'order.confirmed' });
    expect(() => new Webhook(secret).verify(message.body.replace('confirmed', 'rejected'), headers)).toThrow();
    expect(() => new Webhook(secret).verify(message.body, { ...headers, 'webhook-id': 'another' })).toThrow();
    expect(() => new Webhook(secrets.create().secret).verify(message.body, headers)).toThrow();
  });

  it('signs beside the one that replaces it', () => {
    const [one, two] = [secrets.create(), secrets.create()];
    const headers = secrets.headersOf(message, [one.sealed, two.sealed]);
    for (const { secret } of [one, two]) {
      expect(new Webhook(secret).verify(message.body, headers)).toBeDefined();
    }
  });

  it('is another each time, and cannot be read where it is kept', () => {
    const { secret, sealed } = secrets.create();
    expect(secrets.create().secret).not.toBe(secret);
    expect(sealed).not.toContain(secret.slice(6));
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain(secret);
    expect(secrets.reseal(sealed)).not.toBe(sealed);
  });

  it('is good under the JWT_SECRET after the one it was sealed under, and can be brought under it', () => {
    const { secret, sealed } = secretsUnder(before).create();
    const rotating = secretsUnder(now, before);
    expect(new Webhook(secret).verify(message.body, rotating.headersOf(message, [sealed]))).toBeDefined();
    const resealed = rotating.reseal(sealed);
    expect(resealed.startsWith(rotating.keyId)).toBe(true);
    expect(new Webhook(secret).verify(message.body, secretsUnder(now).headersOf(message, [resealed]))).toBeDefined();
  });

  it('signs alone where the one it replaced cannot be read any more', () => {
    const [lost, { secret, sealed }] = [secretsUnder(other).create(), secrets.create()];
    expect(new Webhook(secret).verify(message.body, secrets.headersOf(message, [sealed, lost.sealed]))).toBeDefined();
  });

  it('cannot be used under any other, nor once it was touched', () => {
    const { sealed } = secrets.create();
    expect(() => secretsUnder(other).headersOf(message, [sealed])).toThrow('another JWT_SECRET');
    const last = sealed.at(-2) === 'A' ? 'B' : 'A';
    expect(() => secrets.headersOf(message, [sealed.slice(0, -2) + last + sealed.slice(-1)])).toThrow();
  });
});
