import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** A number without a fraction, so small that it is exact. Not -0, which is stored as something else than 0. */
export function IsWholeNumber({ min, max }: { min: number; max: number }): PropertyDecorator {
  return ValidateBy({
    name: 'isWholeNumber',
    validator: {
      validate: (value: unknown) => isWhole(value) && min <= value && value <= max,
      defaultMessage: () => `$property must be a whole number from ${min} to ${max}`,
    },
  });
}

/** Reads the number in an address. Decimal digits and nothing else: to JavaScript, an empty text is a 0. */
export function FromDigits(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value));
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}
