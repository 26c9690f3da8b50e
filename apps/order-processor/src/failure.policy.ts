import { Injectable } from '@nestjs/common';
import { DomainError, ErrorKind } from '@app/contracts';
import { isDatabaseOutage } from '@app/platform';

/** What to do with a message whose processing failed. */
export type FailureVerdict = 'retry' | 'dead-letter';

type Patience = 'none' | 'some' | 'endless';

const patienceWith: Record<ErrorKind, Patience> = {
  invalid: 'none',
  unprocessable: 'none',
  not_found: 'none',
  unauthenticated: 'none',
  forbidden: 'none',
  conflict: 'some',
  precondition_failed: 'some',
  too_many_requests: 'endless',
  unavailable: 'endless',
};

/** Deliveries of a message that fails for a reason of its own, before an administrator has to look at it. */
const mostDeliveries = 5;

/**
 * The only place that turns an error into acknowledge-or-retry. An outage is waited for, however long it takes;
 * what nobody foresaw is probably a bug, and is tried a few times.
 */
@Injectable()
export class FailurePolicy {
  /** @param deliveries how often the message was delivered by now */
  verdictOn(error: unknown, deliveries: number): FailureVerdict {
    const patience = patienceFor(error);
    const isOver = patience === 'none' || (patience === 'some' && deliveries >= mostDeliveries);
    return isOver ? 'dead-letter' : 'retry';
  }

  /** Whether nothing else could succeed now either. */
  isOutage(error: unknown): boolean {
    return patienceFor(error) === 'endless';
  }
}

function patienceFor(error: unknown): Patience {
  if (error instanceof DomainError) {
    return patienceWith[error.kind];
  }
  return isDatabaseOutage(error) ? 'endless' : 'some';
}
