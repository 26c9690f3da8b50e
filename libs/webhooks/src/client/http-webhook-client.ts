import { lookup } from 'node:dns';
import { ClientRequest, request as requestPlainly } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { atMost, Config } from '@app/platform';
import { unreachableUrl } from '../domain/webhooks.errors';
import { WebhookClient } from '../ports/webhook-client';
import { AddressRules } from './address-rules';
import { guardedLookup } from './guarded-lookup';

const answerWithinMs = 10_000;
const foundWithinMs = 3000;

/** Posts by Node's own client: each connection is looked at when it is made. An answer's body is not read. */
@Injectable()
export class HttpWebhookClient extends WebhookClient {
  private readonly rules: AddressRules;

  constructor({ WEBHOOK_ALLOWED_NETWORKS }: Config) {
    super();
    this.rules = new AddressRules(WEBHOOK_ALLOWED_NETWORKS);
  }

  /** Asks the system's resolver, as a connection does. */
  protected readonly lookup: typeof lookup = lookup;

  override async check(url: URL): Promise<void> {
    const host = hostOf(url);
    const addresses = isIP(host) ? [host] : await this.addressesOf(host);
    if (addresses.length === 0 || !addresses.every((address) => this.isAllowed(url, address))) {
      throw unreachableUrl();
    }
  }

  override async post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const url = new URL(address);
    const host = hostOf(url);
    // Of an address that is no name nothing is looked up.
    if (isIP(host) && !this.isAllowed(url, host)) {
      throw new Error('Webhooks must not reach this address.');
    }
    const request = this.isEncrypted(url) ? requestEncrypted : requestPlainly;
    return statusOf(
      request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup: guardedLookup((found) => this.isAllowed(url, found), this.lookup),
        signal: AbortSignal.timeout(answerWithinMs),
      }),
      body,
    );
  }

  /** None, where they cannot be found in time. */
  private async addressesOf(host: string): Promise<string[]> {
    const addresses: string[] = [];
    const lookup = new Promise<void>((resolve) => {
      this.lookup(host, { all: true }, (_error, found = []) => {
        addresses.push(...found.map(({ address }) => address));
        resolve();
      });
    });
    await atMost(foundWithinMs, lookup);
    return addresses;
  }

  private isAllowed(url: URL, address: string): boolean {
    return this.rules.allows(address, this.isEncrypted(url));
  }

  private isEncrypted({ protocol }: URL): boolean {
    return protocol === 'https:';
  }
}

function statusOf(request: ClientRequest, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request
      .on('response', (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      })
      .on('error', (error) => reject(error.name === 'AbortError' ? new Error('There was no answer within ten seconds.') : error))
      // An answer that is none, such as 101, ends in nothing else. After an answer this does nothing.
      .on('close', () => reject(new Error('The connection ended without an answer.')))
      .end(body);
  });
}

/** Without the brackets around an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
