import { SESServiceException } from '@aws-sdk/client-ses';
import { failureReasonOf } from '@app/platform';

/**
 * What SES says no to for good, by the names the SDK and the wire use. Throttling, a used-up quota, a paused account and
 * bad credentials are not among them: those pass, and the message is still good.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html and CommonErrors.html beside it.
 */
const finalRefusals = new Set([
  'MessageRejected',
  'MailFromDomainNotVerified',
  'MailFromDomainNotVerifiedException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetDoesNotExistException',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'MissingParameter',
  'ValidationError',
]);

const throttlings = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException']);
const lostConnection = /ECONNRESET|EPIPE|ETIMEDOUT|aborted/;

interface FailedSend {
  readonly code: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

export function isFinalRefusal(error: unknown): error is SESServiceException {
  return error instanceof SESServiceException && finalRefusals.has(error.name);
}

/** Whether SES asks us to send more slowly. Source: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
export function isThrottling(error: unknown): boolean {
  return (
    error instanceof SESServiceException &&
    (throttlings.has(error.name) ||
      error.$metadata.httpStatusCode === 429 ||
      error.message.includes('Maximum sending rate exceeded'))
  );
}

/**
 * Whether SES may have taken the message: the connection was lost after it had been made, or its yes could not be read.
 * The words count as much as the code, since the SDK sometimes wraps the one error in another.
 */
export function isUnknownOutcome(error: unknown): boolean {
  const { code = '', message = '', $metadata } = (error ?? {}) as Partial<FailedSend>;
  return lostConnection.test(`${code} ${message}`) || $metadata?.httpStatusCode === 200;
}

/** SES's own words without the addresses it likes to quote. */
export function reasonOf(error: SESServiceException): string {
  return `SES: ${failureReasonOf(error)}`;
}
