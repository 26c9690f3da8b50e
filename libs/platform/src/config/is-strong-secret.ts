import { ValidateBy } from 'class-validator';

const shortest = 32;
/** Random text of that length has more, even in hexadecimal digits. */
const fewestDifferent = 10;
const placeholder = /change|replace|placeholder|default|example|your[-_ ]/i;
const repetition = /^(.{1,16}?)\1+$/s;

/**
 * A secret nobody can guess from its look: 32 characters at least (RFC 7518 §3.2 asks for as many bits as the hash has),
 * of many kinds, no short text repeated, and not what stands in documentation to be replaced.
 */
export function IsStrongSecret(): PropertyDecorator {
  return ValidateBy({
    name: 'isStrongSecret',
    validator: {
      validate: isStrong,
      defaultMessage: () => '$property must be random and at least 32 characters long: openssl rand -base64 48',
    },
  });
}

function isStrong(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length >= shortest &&
    new Set(value).size >= fewestDifferent &&
    !placeholder.test(value) &&
    !repetition.test(value)
  );
}
