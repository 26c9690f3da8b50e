import { createHash, createHmac } from 'node:crypto';

/** Text form: `<sessionId>.<secret>`. The secret is 256 random bits in base64url. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secret: string;
}

const pattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, sessionId, secret] = pattern.exec(text) ?? [];
  return sessionId && secret ? { sessionId, secret } : undefined;
}

export function formatRefreshToken({ sessionId, secret }: RefreshToken): string {
  return `${sessionId}.${secret}`;
}

/** What is stored in place of a secret. A secret of 256 random bits cannot be guessed, so a fast hash is enough. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * The secret that follows a secret. Whoever holds the old one can be given the same successor again,
 * while the stored nonce and hashes yield nothing without it.
 */
export function successorOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(nonce).digest('base64url');
}
