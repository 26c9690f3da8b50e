import { Injectable } from '@nestjs/common';
import { DomainError, ErrorKind } from '@app/contracts';

/** What to do with a message whose processing failed. */
export type FailureVerdict = 'retry' | 'dead-letter';

const verdicts: Record<ErrorKind, FailureVerdict> = {
  invalid: 'dead-letter',
  unprocessable: 'dead-letter',
  not_found: 'dead-letter',
  unauthenticated: 'dead-letter',
  forbidden: 'dead-letter',
  conflict: 'retry',
  precondition_failed: 'retry',
  too_many_requests: 'retry',
  unavailable: 'retry',
};

/** The only place that turns an error into acknowledge-or-retry. What is no `DomainError` is a bug or an outage: retry. */
@Injectable()
export class FailurePolicy {
  verdictOn(error: unknown): FailureVerdict {
    return error instanceof DomainError ? verdicts[error.kind] : 'retry';
  }
}
