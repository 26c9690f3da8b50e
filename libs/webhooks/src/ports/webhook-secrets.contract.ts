import { Message, WebhookSecrets } from './webhook-secrets';

export interface WebhookSecretsSubject {
  readonly secrets: WebhookSecrets;
  /** Has another key than `secrets`, and knows that one still. */
  readonly rotating: WebhookSecrets;
  /** Has the key of `rotating`, and knows no other any more. */
  readonly rotated: WebhookSecrets;
  /** Whether a receiver takes a body with these headers for ours; it knows one secret. */
  isTaken(secret: string, headers: Record<string, string>, body: string): boolean;
}

const message: Message = { id: 'order-1-v2', at: new Date(), body: '{"type":"order.confirmed"}' };

/** What every `WebhookSecrets` has to keep; run it against yours. */
export function describeWebhookSecrets(name: string, subject: () => WebhookSecretsSubject): void {
  /** Who takes the message, of those who hold these secrets. */
  const takers = (headers: Record<string, string>, secrets: readonly string[]) =>
    secrets.filter((secret) => subject().isTaken(secret, headers, message.body));

  describe(`${name} as WebhookSecrets`, () => {
    it('makes another secret each time, which cannot be read where it is kept', () => {
      const { secret, sealed } = subject().secrets.create();
      expect(subject().secrets.create().secret).not.toBe(secret);
      const words = secret.split('_').at(-1) ?? '';
      for (const encoding of ['utf8', 'base64url', 'hex'] as const) {
        const kept = sealed.split('.').map((part) => Buffer.from(part, encoding).toString('latin1'));
        expect([sealed, ...kept].filter((text) => text.includes(words))).toEqual([]);
      }
    });

    it('begins what it seals with the id of its key, which is another for another key', () => {
      const { secrets, rotating, rotated } = subject();
      expect(secrets.create().sealed.startsWith(secrets.keyId)).toBe(true);
      expect(rotating.create().sealed.startsWith(rotating.keyId)).toBe(true);
      expect(rotating.keyId).not.toBe(secrets.keyId);
      expect(rotated.keyId).toBe(rotating.keyId);
    });

    it('tells who has the secret from whom a message is, and that it is whole', () => {
      const { secrets, isTaken } = subject();
      const [one, other] = [secrets.create(), secrets.create()];
      const headers = secrets.headersOf(message, [one.sealed]);
      expect(takers(headers, [one.secret, other.secret])).toEqual([one.secret]);
      expect(isTaken(one.secret, headers, message.body.replace('confirmed', 'rejected'))).toBe(false);
    });

    it('signs with each, so that one can take the place of another', () => {
      const { secrets } = subject();
      const [one, two, third] = [secrets.create(), secrets.create(), secrets.create()];
      const headers = secrets.headersOf(message, [one.sealed, two.sealed]);
      expect(takers(headers, [one.secret, two.secret, third.secret])).toEqual([one.secret, two.secret]);
    });
  });

  describe(`${name} as WebhookSecrets, after a change of keys`, () => {
    it('signs with what was sealed under the key of before, and with what is sealed under the new one', () => {
      const { secrets, rotating } = subject();
      const [before, now] = [secrets.create(), rotating.create()];
      const headers = rotating.headersOf(message, [now.sealed, before.sealed]);
      expect(takers(headers, [before.secret, now.secret])).toEqual([before.secret, now.secret]);
    });

    it('brings the same secret under the new key, so that the one of before is not needed', () => {
      const { secrets, rotating, rotated } = subject();
      const { secret, sealed } = secrets.create();
      const resealed = rotating.reseal(sealed);
      expect(resealed.startsWith(rotating.keyId)).toBe(true);
      expect(takers(rotated.headersOf(message, [resealed]), [secret])).toEqual([secret]);
    });

    it('passes over what it cannot read, as long as there is one that it can', () => {
      const { secrets, rotated } = subject();
      const [lost, now] = [secrets.create(), rotated.create()];
      for (const sealed of [[now.sealed, lost.sealed], [lost.sealed, now.sealed]]) {
        expect(takers(rotated.headersOf(message, sealed), [lost.secret, now.secret])).toEqual([now.secret]);
      }
    });

    it('neither signs with nor reseals what was sealed under a key that it does not know any more', () => {
      const { secrets, rotated } = subject();
      const [one, two] = [secrets.create(), secrets.create()];
      expect(() => rotated.headersOf(message, [one.sealed, two.sealed])).toThrow(Error);
      expect(() => rotated.reseal(one.sealed)).toThrow(Error);
    });
  });
}
