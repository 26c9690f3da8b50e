import { Matches } from 'class-validator';

/** As SQS makes the ids of messages. */
export const deadLetterId = /^[\w-]{1,100}$/;

/** The id of a dead letter, or a list of some. */
export function IsDeadLetterId({ each = false } = {}): PropertyDecorator {
  return Matches(deadLetterId, { each, message: '$property must be 1 to 100 letters, digits, dashes or underscores' });
}
