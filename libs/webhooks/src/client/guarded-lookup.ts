import { lookup as systemLookup } from 'node:dns';
import { LookupFunction } from 'node:net';

/**
 * Finds the addresses of a host for a connection about to be made, and none at all if one of them is not allowed: what a name
 * meant when it was looked at before is not what it means now.
 */
export function guardedLookup(isAllowed: (address: string) => boolean, lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (host, { all, ...options }, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first || !found.every(({ address }) => isAllowed(address))) {
        // The same whatever the reason: it must tell nobody which names there are in our network.
        done(new Error('The host is not known, or leads to where webhooks must not reach.'), '');
      } else if (all) {
        done(null, found);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}
