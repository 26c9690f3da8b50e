import { DomainError, ErrorKind } from '@app/contracts';
import { MongoNetworkError } from '../test/mongo-network-error';
import { FailurePolicy, FailureVerdict } from './failure.policy';

const first: Record<ErrorKind, FailureVerdict> = {
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
const fifth: Record<ErrorKind, FailureVerdict> = { ...first, conflict: 'dead-letter', precondition_failed: 'dead-letter' };
const policy = new FailurePolicy();

describe('a message whose processing failed', () => {
  it.each(Object.entries(first))('because of what is %s goes to: %s', (kind, verdict) => {
    expect(policy.verdictOn(errorOf(kind), 1)).toBe(verdict);
    expect(policy.verdictOn(errorOf(kind), 4)).toBe(verdict);
  });

  it.each(Object.entries(fifth))('for the fifth time because of what is %s goes to: %s', (kind, verdict) => {
    expect(policy.verdictOn(errorOf(kind), 5)).toBe(verdict);
  });

  it.each<[string, unknown]>([
    ['a bug', new TypeError('undefined is not a function')],
    ['something that is no error', 'oops'],
    ['nothing at all', undefined],
  ])('because of %s is tried five times', (_what, error) => {
    expect(policy.verdictOn(error, 4)).toBe('retry');
    expect(policy.verdictOn(error, 5)).toBe('dead-letter');
    expect(policy.isOutage(error)).toBe(false);
  });

  it('because the database is away is tried until it is back', () => {
    expect(policy.verdictOn(new MongoNetworkError(), 1000)).toBe('retry');
    expect(policy.isOutage(new MongoNetworkError())).toBe(true);
    expect(policy.isOutage(errorOf('unavailable'))).toBe(true);
  });
});

function errorOf(kind: string): DomainError {
  return new DomainError({ kind: kind as ErrorKind, code: 'some_code', message: 'No.' });
}
