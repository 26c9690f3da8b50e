import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';

/** Text that people typed: brought to NFC; control characters but line breaks and tabs, bidi overrides and lone surrogates are refused. */
export function IsPlainText(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').normalize('NFC') : value)),
    Matches(/^(?:[\n\t]|[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069])*$/u, {
      message: '$property must not contain control characters',
    }),
  );
}
