import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { normaliseEmail } from '@app/auth';
import { Transform } from 'class-transformer';
import { IsEmail } from 'class-validator';

/** A field that holds an e-mail address; it is checked in the form in which it is stored. */
export function EmailField(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, format: 'email', description: 'Upper and lower case are the same.' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseEmail(value) : value)),
    IsEmail(),
  );
}
