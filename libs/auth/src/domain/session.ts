/** A log-in that is not used for this long has ended. */
export const sessionIdleSeconds = 7 * 86_400;

/** How long after a rotation the token just exchanged may be shown again: two tabs, or an answer lost on the way. */
export const rotationGraceSeconds = 10;

export type RevocationReason =
  | 'logged_out'
  | 'logged_out_everywhere'
  | 'refresh_token_reused'
  | 'user_gone'
  | 'user_disabled'
  | 'role_changed'
  | 'password_changed';

/** One log-in, with all the refresh tokens that follow from it, as its owner sees it. */
export interface Session {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly userAgent: string | null;
  /** The network it was opened from, if known: an IPv4 address, or the first half of an IPv6 address. */
  readonly address: string | null;
}

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: string;
  /** Seconds until it ends, however often it is refreshed. */
  readonly lifetime: number;
  readonly userAgent?: string;
  readonly address?: string;
}

/** The exchange of the current refresh token for its successor. Only hashes, and a nonce that is worth nothing by itself. */
export interface Rotation {
  readonly sessionId: string;
  readonly presentedHash: string;
  readonly successorHash: string;
  readonly successorNonce: string;
}

/** What became of a session when a token was shown that is not its current one. */
export type SpentTokenVerdict =
  | { readonly outcome: 'just_rotated'; readonly userId: string; readonly tokenHash: string; readonly successorNonce: string }
  | { readonly outcome: 'reused'; readonly userId: string };
