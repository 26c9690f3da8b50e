import { Config } from '@app/platform';
import { Refusal } from './refusal';

const wrongCredentials =
  /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|ExpiredToken|ExpiredTokenException|InvalidAccessKeyId|InvalidSecurity|CredentialsProviderError)$/;
const notAllowed = /^AccessDenied(Exception)?$/;
const unreachable = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPROTO)$/;

/** What an error of SQS means for whoever set up the environment. Prints no credentials. */
export function refusalBehind(error: unknown, { AWS_REGION, AWS_ENDPOINT_URL_SQS }: Config, rights: string): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  const { name, code = '', message } = error as Error & { code?: string };
  const where = AWS_ENDPOINT_URL_SQS ? `at ${new URL(AWS_ENDPOINT_URL_SQS).origin}` : `in ${AWS_REGION}`;
  if (wrongCredentials.test(name)) {
    return new Refusal(`SQS ${where} refuses the credentials (${name}). Look at AWS_ACCESS_KEY, AWS_SECRET_KEY and AWS_REGION.`);
  }
  if (notAllowed.test(name)) {
    return new Refusal(`The credentials may not do this (${name}). They need ${rights} ${where}.`);
  }
  if (unreachable.test(code) || /^(TimeoutError|AbortError)$/.test(name)) {
    return new Refusal(`SQS ${where} cannot be reached (${code || name}). Look at AWS_REGION, or AWS_ENDPOINT_URL_SQS.`);
  }
  if (message.includes('Deserialization error')) {
    return new Refusal(`What answers ${where} is no SQS. Look at AWS_ENDPOINT_URL_SQS.`);
  }
  return new Refusal(`SQS ${where} refuses: ${name}: ${message}`);
}
