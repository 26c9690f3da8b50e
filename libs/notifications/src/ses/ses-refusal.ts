import { SESServiceException } from '@aws-sdk/client-ses';

/**
 * What SES says no to for good, by the names the SDK and the wire use. Throttling, a paused account and bad credentials
 * are not among them: those pass, and the message is still good.
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

export function isFinalRefusal(error: unknown): error is SESServiceException {
  return error instanceof SESServiceException && finalRefusals.has(error.name);
}

/** SES's own words without the addresses it likes to quote. */
export function reasonOf({ name, message }: SESServiceException): string {
  return `SES: ${name}: ${message.replace(/[^\s,;:<>"']+@[^\s,;:<>"']+/g, '(address)')}`.slice(0, 500);
}
