import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

const skuPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A stock keeping unit, as it appears in bodies and paths. */
export function SkuField(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, pattern: skuPattern.source }),
    Matches(skuPattern, { message: '$property must be 1 to 64 letters, digits, dots, dashes or underscores' }),
  );
}
