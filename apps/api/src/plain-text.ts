import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

export interface PlainText {
  /** Whether line breaks and tabs may occur. */
  readonly lines?: 'one' | 'many';
  /** In code points. With 1 or more, some of them must be visible. */
  readonly min?: number;
  /** 1000, where nothing else is said. */
  readonly max?: number;
}

const longest = 1000;
/** No composition makes one character of more. */
const mostUnitsOfACharacter = 8;

/**
 * Never in a text: controls, lone surrogates, what Unicode sets aside as no character, and what turns the direction of the
 * writing around (UTR 36; "Trojan Source"). Joiners, and the marks that right-to-left writing needs, turn nothing around.
 */
const forbidden = {
  one: /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u206F]/u,
  many: /[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u206F]/u,
};

const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

/** Text that people typed, brought to NFC; one line also loses the blanks around it. Characters are counted as code points. */
export function IsPlainText(rules: PlainText = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (mayFit(value, rules.max) ? normalised(value, rules.lines) : value)),
    ValidateBy({
      name: 'isPlainText',
      validator: {
        validate: (value: unknown) => isPlainText(value, rules),
        defaultMessage: (given) => `$property ${faultOf(given?.value, rules)}`,
      },
    }),
  );
}

/** What `IsPlainText` asks of a text, where more is asked than that. */
export function isPlainText(value: unknown, rules: PlainText): value is string {
  return faultOf(value, rules) === undefined;
}

/** Whether it is worth normalising, and safe: that takes time with the square of the length. */
export function mayFit(value: unknown, max = longest): value is string {
  return typeof value === 'string' && value.length <= max * mostUnitsOfACharacter;
}

function normalised(text: string, lines: PlainText['lines']): string {
  return lines === 'one' ? text.normalize('NFC').trim() : text.replaceAll('\r\n', '\n').normalize('NFC');
}

function faultOf(text: unknown, { lines = 'many', min = 0, max = longest }: PlainText): string | undefined {
  if (typeof text !== 'string') {
    return 'must be a text';
  }
  const { length } = text.length > max * mostUnitsOfACharacter ? text : [...text];
  if (length < min || length > max) {
    return `must have ${min} to ${max} characters`;
  }
  if (forbidden[lines].test(text)) {
    return 'must not contain control characters';
  }
  return min > 0 && !visible.test(text) ? 'must not be blank' : undefined;
}
