import { AuthenticatedUser } from '../domain/authenticated-user';
import { isRole } from '../domain/role';

/** The media type of access tokens (RFC 9068 §2.1); keeps a JWT made for something else from passing as one. */
export const accessTokenType = 'at+jwt';

export const issuer = 'order-processing';
export const audience = 'order-processing-api';
export const algorithm = 'HS256';

/** What jsonwebtoken is to check. Everything is pinned (RFC 8725 §3.1); `complete` hands over the header as well. */
export const verification = { algorithms: [algorithm], issuer, audience, complete: true } as const;

/** A token whose signature, issuer, audience and times have been checked. */
export interface DecodedToken {
  readonly header: { readonly typ?: string };
  readonly payload: { readonly sub?: unknown; readonly role?: unknown; readonly sid?: unknown; readonly exp?: unknown };
}

export interface VerifiedToken {
  readonly user: AuthenticatedUser;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The checks jsonwebtoken does not make: the kind of token, and that every claim we rely on is there. */
export function readAccessToken({ header, payload: { sub, role, sid, exp } }: DecodedToken): VerifiedToken | undefined {
  const isComplete = typeof sub === 'string' && isRole(role) && typeof sid === 'string' && typeof exp === 'number';
  return header.typ === accessTokenType && isComplete
    ? { user: new AuthenticatedUser(sub, role, sid), expiresAt: exp * 1000 }
    : undefined;
}
