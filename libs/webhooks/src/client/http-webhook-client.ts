import { LookupAddress } from 'node:dns';
import { ClientRequest, request as requestPlainly } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { isIP, LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '@app/platform';
import { unreachableUrl } from '../domain/webhooks.errors';
import { WebhookClient } from '../ports/webhook-client';
import { AddressRules } from './address-rules';
import { findAddresses } from './find-addresses';

const answerWithinMs = 10_000;

/** Posts by Node's own client, which connects to nothing but the addresses that were just looked at. An answer's body is not read. */
@Injectable()
export class HttpWebhookClient extends WebhookClient {
  private readonly rules: AddressRules;

  constructor({ WEBHOOK_ALLOWED_NETWORKS }: Config) {
    super();
    this.rules = new AddressRules(WEBHOOK_ALLOWED_NETWORKS);
  }

  protected readonly findAddresses: typeof findAddresses = findAddresses;

  override async check(url: URL): Promise<void> {
    if ((await this.allowedAddresses(url)).length === 0) {
      throw unreachableUrl();
    }
  }

  override async post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const url = new URL(address);
    const addresses = await this.allowedAddresses(url);
    if (addresses.length === 0) {
      // The same whatever the reason: it must tell nobody which names there are in our network.
      throw new Error('The host is not known, or leads to where webhooks must not reach.');
    }
    const request = this.isEncrypted(url) ? requestEncrypted : requestPlainly;
    return statusOf(
      request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup: onlyTo(addresses),
        signal: AbortSignal.timeout(answerWithinMs),
      }),
      body,
    );
  }

  /** None, where one of them is not allowed. */
  private async allowedAddresses(url: URL): Promise<LookupAddress[]> {
    const host = hostOf(url);
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await this.findAddresses(host);
    return found.every(({ address }) => this.rules.allows(address, this.isEncrypted(url))) ? found : [];
  }

  private isEncrypted({ protocol }: URL): boolean {
    return protocol === 'https:';
  }
}

/** What the name means to others, or in a moment, does not matter. */
function onlyTo(addresses: LookupAddress[]): LookupFunction {
  const [{ address, family } = { address: '', family: 0 }] = addresses;
  return (_host, { all }, done) => (all ? done(null, addresses) : done(null, address, family));
}

function statusOf(request: ClientRequest, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request
      .on('response', (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      })
      .on('error', (error) => reject(new Error(inALine(error), { cause: error })))
      // An answer that is none, such as 101, ends in nothing else. After an answer this does nothing.
      .on('close', () => reject(new Error('The connection ended without an answer.')))
      .end(body);
  });
}

/** Of several addresses each has its own reason, and the error about them none; what OpenSSL says ends with a line break. */
function inALine({ name, message, errors = [{ message }] }: Error & { errors?: readonly { message: string }[] }): string {
  return name === 'AbortError' ? 'There was no answer within ten seconds.' : errors.map((one) => one.message.trim()).join('; ');
}

/** Without the brackets around an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
