import { domainToASCII } from 'node:url';
import { permanentlyRefused } from '../domain/notifications.errors';

const oneAddress = /^([^\s@,;:<>()[\]\\"]+)@([^\s@,;:<>()[\]\\"]+)$/;

/**
 * One plain address as SES takes it: the domain in Punycode, no display name, no second address smuggled in.
 *
 * @throws DomainError `permanently_refused` (unprocessable) when it is no such address.
 */
export function sesAddress(email: string): string {
  const [, mailbox, domain = ''] = oneAddress.exec(email) ?? [];
  const asciiDomain = domainToASCII(domain);
  if (!mailbox || !asciiDomain) {
    throw permanentlyRefused('The address is not one that e-mail can be sent to.');
  }
  return `${mailbox}@${asciiDomain}`;
}
