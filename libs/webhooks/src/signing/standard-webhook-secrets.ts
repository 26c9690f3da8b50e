import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '@app/platform';
import { Webhook } from 'standardwebhooks';
import { Message, NewSecret, WebhookSecrets } from '../ports/webhook-secrets';
import { Sealing } from './sealing';

/** As many as the specification recommends. */
const secretBytes = 24;

/**
 * Signs by the Standard Webhooks specification, version 1: HMAC-SHA256 over id, time and body. The secrets are kept sealed under
 * a key derived from JWT_SECRET; those of before a change are opened with JWT_SECRET_PREVIOUS.
 */
@Injectable()
export class StandardWebhookSecrets extends WebhookSecrets {
  private readonly current: Sealing;
  private readonly known: readonly Sealing[];

  constructor({ JWT_SECRET, JWT_SECRET_PREVIOUS }: Config) {
    super();
    this.current = new Sealing(JWT_SECRET);
    this.known = JWT_SECRET_PREVIOUS ? [this.current, new Sealing(JWT_SECRET_PREVIOUS)] : [this.current];
  }

  override get keyId(): string {
    return this.current.keyId;
  }

  override create(): NewSecret {
    const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
    return { secret, sealed: this.current.seal(secret) };
  }

  override headersOf({ id, at, body }: Message, sealed: readonly string[]): Record<string, string> {
    const known = sealed.filter((one) => this.sealingOf(one));
    // One that was replaced because nobody can read it must not keep the new one from signing.
    const signatures = (known.length > 0 ? known : sealed).map((one) => new Webhook(this.open(one)).sign(id, at, body));
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    };
  }

  override reseal(sealed: string): string {
    return this.current.seal(this.open(sealed));
  }

  private open(sealed: string): string {
    const sealing = this.sealingOf(sealed);
    if (!sealing) {
      throw new Error('The signing secret was sealed under another JWT_SECRET: replace it.');
    }
    return sealing.open(sealed);
  }

  private sealingOf(sealed: string): Sealing | undefined {
    return this.known.find((one) => one.hasSealed(sealed));
  }
}
