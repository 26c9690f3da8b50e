import { DomainError } from '@app/contracts';

export function deadLetterNotFound(ids: readonly string[]): DomainError {
  const message = `There is no dead letter with the id ${ids.join(', ')}.`;
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
