import { failureReasonOf } from './failure-reason';

describe('the reason of a failure', () => {
  it('names the error and says what it said', () => {
    expect(failureReasonOf(new TypeError('no such template'))).toBe('TypeError: no such template');
  });

  it('quotes no address, however it is quoted', () => {
    const error = new Error("Not verified: ada@example.com, <eve@example.com>, 'x@example.com' on identity/y@example.com");
    expect(failureReasonOf(error)).toBe("Error: Not verified: (address), <(address)>, '(address)' on (address)");
  });

  it('keeps the rest of the request to itself that a provider repeats below the first line', () => {
    const error = new Error('The signature does not match.\n\nThe Canonical String was\nx-amz-security-token:secret');
    expect(failureReasonOf(error)).toBe('Error: The signature does not match.');
  });

  it('falls back on the code, and on what was thrown', () => {
    const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    expect(failureReasonOf(refused)).toBe('AggregateError: ECONNREFUSED');
    expect(failureReasonOf('nonsense')).toBe('Error: nonsense');
    expect(failureReasonOf(undefined)).toBe('Error: undefined');
    expect(failureReasonOf(new Error(''))).toBe('Error: no message');
  });

  it('ends somewhere', () => {
    expect(failureReasonOf(new Error('x'.repeat(2000)))).toHaveLength(500);
  });
});
