import { passwordNotAccepted } from './auth.errors';
import { commonPasswords } from './common-passwords';
import { normaliseEmail } from './email';

/** In code points, after normalisation. Length is what makes a password strong, so nothing is said about its characters. */
export const passwordLength = { min: 12, max: 128 } as const;

/** The same password, however a keyboard composes it (NIST SP 800-63B asks for NFKC or NFKD). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * The normalised form of a password somebody wants to use from now on.
 *
 * @throws DomainError `password_not_accepted` (invalid) when it is too short, too long, among the most common ones or the
 *   account's own e-mail address.
 */
export function acceptPassword(password: string, email: string): string {
  const normalised = normalisePassword(password);
  const { length } = [...normalised];
  if (length < passwordLength.min || length > passwordLength.max) {
    throw passwordNotAccepted(`must have ${passwordLength.min} to ${passwordLength.max} characters`);
  }
  if (commonPasswords.has(normalised.toLowerCase())) {
    throw passwordNotAccepted('is one of the most common passwords');
  }
  if (normaliseEmail(normalised) === normaliseEmail(email)) {
    throw passwordNotAccepted('must not be the e-mail address');
  }
  return normalised;
}
