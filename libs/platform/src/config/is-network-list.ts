import { isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

/** A list of IP addresses and CIDR ranges. */
export function IsNetworkList(): PropertyDecorator {
  return ValidateBy({
    name: 'isNetworkList',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.every(isRange),
      defaultMessage: () => '$property must be a list of addresses or CIDR ranges',
    },
  });
}

function isRange(entry: unknown): boolean {
  const [address = '', bits, ...more] = String(entry).split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  const isPrefix = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest);
  return family > 0 && isPrefix && more.length === 0;
}
