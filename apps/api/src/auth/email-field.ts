import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { normaliseEmail } from '@app/auth';
import { Transform } from 'class-transformer';
import { isEmail, ValidateBy } from 'class-validator';
import { isPlainText, mayFit } from '../plain-text';

/** RFC 5321, 4.5.3.1.3. */
const longest = 254;
/** In quotes they may be part of an address, and then break a line of a header, or name a second address. */
const notInAddresses = '\\s"(),:;<>@\\[\\]\\\\';

/** Nobody sees them: with one, an address of somebody else's is taken for one's own. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** A field that holds an e-mail address; it is checked in the form in which it is stored. */
export function EmailField(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, format: 'email', maxLength: longest, description: 'Upper and lower case are the same.' }),
    Transform(({ value }: { value: unknown }) => (mayFit(value, longest) ? normaliseEmail(value) : value)),
    ValidateBy({ name: 'isEmail', validator: { validate: isAddress, defaultMessage: () => '$property must be an e-mail address' } }),
  );
}

/** `isEmail` is asked second: it fails on texts that are not well-formed. */
function isAddress(value: unknown): boolean {
  return isPlainText(value, { lines: 'one', max: longest }) && !invisible.test(value) && isEmail(value, { blacklisted_chars: notInAddresses });
}
