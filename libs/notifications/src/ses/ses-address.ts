import { domainToASCII } from 'node:url';
import { permanentlyRefused } from '../domain/notifications.errors';

/** ASCII without quotes, the only kind SES takes, and without `=?`: mail programs would decode what follows into something else. */
const mailboxPattern = /^(?!.*=\?)[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
/** Nothing invisible, and nothing that `domainToASCII` would drop or decode: the mail would go to another domain. */
const domainPattern = /^[\p{L}\p{M}\p{N}.-]{1,253}$/u;
const asciiDomainPattern = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/;

/**
 * One plain address as SES takes it: the domain in Punycode, no display name, no second address smuggled in.
 *
 * @throws DomainError `permanently_refused` (unprocessable) when it is no such address.
 */
export function sesAddress(email: string): string {
  const [mailbox = '', domain = '', ...more] = email.split('@');
  const asciiDomain = domainPattern.test(domain) ? domainToASCII(domain) : '';
  if (more.length > 0 || !mailboxPattern.test(mailbox) || !asciiDomainPattern.test(asciiDomain)) {
    throw permanentlyRefused('The address is not one that e-mail can be sent to.');
  }
  return `${mailbox}@${asciiDomain}`;
}
