const addresses = /[^\s,;:<>"'`]+@[^\s,;:<>"'`]+/g;

/**
 * What went wrong in one line of at most 500 characters, without the addresses that providers like to quote. What
 * follows the first line is left out: there SES repeats a request it could not verify, credentials and all.
 */
export function failureReasonOf(error: unknown): string {
  const { name = 'Error', code = 'no message', message = String(error) } = (error ?? {}) as Partial<Failure>;
  const [firstLine = ''] = message.trim().split(/[\r\n]/, 1);
  return `${name}: ${firstLine || code}`.replace(addresses, '(address)').slice(0, 500);
}

interface Failure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}
