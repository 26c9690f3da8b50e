import { DomainError, ErrorKind } from '@app/contracts';
import { FailurePolicy, FailureVerdict } from './failure.policy';

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

describe('a message whose processing failed', () => {
  it.each(Object.entries(verdicts))('because of what is %s goes to: %s', (kind, verdict) => {
    const error = new DomainError({ kind: kind as ErrorKind, code: 'some_code', message: 'No.' });
    expect(new FailurePolicy().verdictOn(error)).toBe(verdict);
  });

  it.each<[string, unknown]>([
    ['a bug', new TypeError('undefined is not a function')],
    ['an outage', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['something that is no error', 'oops'],
    ['nothing at all', undefined],
  ])('because of %s is tried again', (_what, error) => {
    expect(new FailurePolicy().verdictOn(error)).toBe('retry');
  });
});
