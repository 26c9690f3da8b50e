import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { passwordLength } from '@app/auth';
import { IsString, MaxLength } from 'class-validator';

/** What a password may be as it is sent; longer ones are not even looked at. */
const longestSent = 1000;

/** A field with a password that is in use. Whether it is right is all there is to say about it. */
export function PasswordField(example: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ example, format: 'password', maxLength: longestSent }), IsString(), MaxLength(longestSent));
}

/** A field with a password that somebody wants to use. Whether it will do is for the domain to say. */
export function NewPasswordField(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      example,
      format: 'password',
      minLength: passwordLength.min,
      maxLength: passwordLength.max,
      description: 'Any characters; not one of the most common passwords, nor the e-mail address.',
    }),
    IsString(),
    MaxLength(longestSent),
  );
}
