/** How long an e-mailed token is good for. */
export const passwordResetMinutes = 30;

const pattern = /^[\w-]{43}$/;

/** Whether a text can be the token of a password reset: 256 random bits in base64url. */
export function isResetToken(text: string): boolean {
  return pattern.test(text);
}
