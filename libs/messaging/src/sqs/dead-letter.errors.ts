import { DomainError } from '@app/contracts';

/** @param done how many others were found, and dealt with */
export function deadLetterNotFound(ids: readonly string[], done: number): DomainError {
  const others = done > 0 ? ` The others, ${done}, were dealt with.` : '';
  const message = `There is no dead letter with the id ${ids.join(', ')}.${others}`;
  return new DomainError({ kind: 'not_found', code: 'dead_letter_not_found', message });
}

export function queueUnavailable(cause: unknown): DomainError {
  const message = 'The queue does not answer at the moment. Try again.';
  return new DomainError({ kind: 'unavailable', code: 'queue_unavailable', message, cause });
}

/** SQS took the request, but not all of its entries. */
export function lettersRefused(count: number): DomainError {
  const message = `The queue refused ${count} of the letters, which are still among the dead letters. Try again.`;
  return new DomainError({ kind: 'unavailable', code: 'queue_unavailable', message });
}
