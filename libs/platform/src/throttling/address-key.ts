import { IPv4, IPv6, isValid, parse } from 'ipaddr.js';

/** IPv6 addresses that are an IPv4 address in another guise, in their last four bytes. */
const disguises: readonly string[] = ['ipv4Mapped', 'rfc6145', 'rfc6052'];

/**
 * Who counts as one caller, by address: an IPv4 address, or the /64 of an IPv6 address, since whoever has one address of
 * it has them all. What is no address stands for itself. Never throws.
 */
export function addressKey(ip: string): string {
  if (!isValid(ip)) {
    return ip;
  }
  const address = parse(ip);
  return address instanceof IPv6 ? keyOf(address) : address.toString();
}

function keyOf(address: IPv6): string {
  const bytes = address.toByteArray();
  return disguises.includes(address.range()) ? new IPv4(bytes.slice(12)).toString() : `${new IPv6([...bytes.slice(0, 8), ...Array<number>(8).fill(0)])}/64`;
}
