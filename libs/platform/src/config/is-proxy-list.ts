import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

/** A list of IP addresses and CIDR ranges. */
export function IsProxyList(): PropertyDecorator {
  return ValidateBy({
    name: 'isProxyList',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.every(isRange),
      defaultMessage: () => '$property must be a list of addresses or CIDR ranges',
    },
  });
}

function isRange(entry: unknown): boolean {
  const [address = '', bits] = String(entry).split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  return family > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest));
}
