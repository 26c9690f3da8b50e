import { Config } from '@app/platform';
import { Webhook } from 'standardwebhooks';
import { describeWebhookSecrets } from '../ports/webhook-secrets.contract';
import { StandardWebhookSecrets } from './standard-webhook-secrets';

const [before, now, other] = ['before', 'now', 'other'].map((name) => `a secret of ${name} that is long enough`);
const message = { id: 'order-1-v2', at: new Date(), body: '{"type":"order.confirmed"}' };
const secretsUnder = (JWT_SECRET?: string, JWT_SECRET_PREVIOUS?: string) =>
  new StandardWebhookSecrets({ JWT_SECRET, JWT_SECRET_PREVIOUS } as Config);

describeWebhookSecrets('StandardWebhookSecrets', () => ({
  secrets: secretsUnder(before),
  rotating: secretsUnder(now, before),
  rotated: secretsUnder(now),
  isTaken,
}));

describe('the secret of a webhook', () => {
  const secrets = secretsUnder(now);

  it('signs id, time and body as the Standard Webhooks specification says', () => {
    const { secret, sealed } = secrets.create();
    const headers = secrets.headersOf(message, [sealed]);
    const aSecondLater = String(Number(headers['webhook-timestamp']) + 1);
    expect(new Webhook(secret).verify(message.body, headers)).toEqual({ type: 'order.confirmed' });
    expect(isTaken(secret, { ...headers, 'webhook-id': 'another' }, message.body)).toBe(false);
    expect(isTaken(secret, { ...headers, 'webhook-timestamp': aSecondLater }, message.body)).toBe(false);
  });

  it('is sealed another way each time', () => {
    const { sealed } = secrets.create();
    expect(secrets.reseal(sealed)).not.toBe(sealed);
  });

  it('cannot be used once it was touched, and under another JWT_SECRET it says what to do', () => {
    const { sealed } = secrets.create();
    expect(() => secretsUnder(other).headersOf(message, [sealed])).toThrow('another JWT_SECRET: replace it');
    const last = sealed.at(-2) === 'A' ? 'B' : 'A';
    expect(() => secrets.headersOf(message, [sealed.slice(0, -2) + last + sealed.slice(-1)])).toThrow();
  });
});

function isTaken(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    return new Webhook(secret).verify(body, headers) !== undefined;
  } catch {
    return false;
  }
}
