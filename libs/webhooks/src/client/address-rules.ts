import { isIP, isIPv4 } from 'node:net';
import ipaddr, { IPv4, IPv6 } from 'ipaddr.js';

type Network = [IPv4 | IPv6, number];

const globalIpv6 = ipaddr.parseCIDR('2000::/3');
const examples = ipaddr.parseCIDR('3fff::/20');

/** Where webhooks may lead: to public addresses, encrypted, and to the networks that the operator names. */
export class AddressRules {
  private readonly allowed: readonly Network[];

  /** @param networks addresses and CIDR ranges */
  constructor(networks: readonly string[] = []) {
    this.allowed = networks.map(networkOf);
  }

  allows(address: string, isEncrypted: boolean): boolean {
    if (isIP(address) === 0) {
      return false;
    }
    const parsed = ipaddr.process(address);
    const isNamed = this.allowed.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
    return isNamed || (isEncrypted && isPublic(parsed));
  }
}

/** Of IPv6 only what is handed out for the internet (RFC 4291, 2.4), without what is set aside there for examples (RFC 9637). */
function isPublic(address: IPv4 | IPv6): boolean {
  const isGlobal = address.kind() === 'ipv4' || (address.match(globalIpv6) && !address.match(examples));
  return address.range() === 'unicast' && isGlobal;
}

function networkOf(text: string): Network {
  return ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${isIPv4(text) ? 32 : 128}`);
}
