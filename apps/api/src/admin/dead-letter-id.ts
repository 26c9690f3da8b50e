import { Matches } from 'class-validator';

/** The id of a message as SQS makes them, or a list of some. */
export function IsDeadLetterId({ each = false } = {}): PropertyDecorator {
  return Matches(/^[\w-]{1,100}$/, { each, message: '$property must be 1 to 100 letters, digits, dashes or underscores' });
}
