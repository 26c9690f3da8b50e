import { NewSession, RevocationReason, Rotation, Session, SpentTokenVerdict } from '../domain/session';

/**
 * Keeps log-ins. Each method is one atomic step, and a revoked or expired session never comes back to life.
 * Bind another with `AuthModule.register({ sessions })`.
 */
export abstract class SessionRepository {
  /** Called when somebody registers, logs in or changes their password. */
  abstract open(session: NewSession): Promise<void>;

  /** Called by RefreshSession. Of many calls with one token exactly one gets the user's id; the others get nothing. */
  abstract rotate(rotation: Rotation): Promise<{ userId: string } | undefined>;

  /**
   * Called by RefreshSession for a token that could not be rotated. The immediate predecessor of the current token passes
   * for a few seconds; any other secret ends the session in the same step. Undefined when there is no live session,
   * or the token is its current one.
   */
  abstract judgeSpentToken(sessionId: string, presentedHash: string): Promise<SpentTokenVerdict | undefined>;

  /** Called by LogOut, by RefreshSession when the user is gone, and when a session was opened too late. Does nothing when there is nothing to revoke. */
  abstract revoke(sessionId: string, reason: RevocationReason): Promise<void>;

  /** Called by EndSession. False when the session is unknown, has ended or is somebody else's; then nothing is changed. */
  abstract revokeOwn(userId: string, sessionId: string, reason: RevocationReason): Promise<boolean>;

  /** Called by LogOutEverywhere, EnsureAdmin and ChangeUser, and wherever a password is replaced. */
  abstract revokeAllOf(userId: string, reason: RevocationReason): Promise<void>;

  /**
   * Called by JwtAuthGuard on every request, so it may answer from memory, and then best without a promise: a revocation
   * by this process counts at once, one by another process within half a minute.
   */
  abstract isAlive(sessionId: string): boolean | Promise<boolean>;

  /** Called by JwtAuthGuard where an old answer will not do: a revocation by any process counts at once. */
  abstract isAliveNow(sessionId: string): Promise<boolean>;

  /** Called when an account is under attack: whether the user logged in from this network before, within a session's lifetime. */
  abstract wasOpenedFrom(address: string, userId: string): Promise<boolean>;

  /** Called by ResetPassword: for `wasOpenedFrom` the network is now one that the user logged in from. */
  abstract rememberNetwork(address: string, userId: string): Promise<void>;

  /** Called by AuthQueries: the live ones, newest first. */
  abstract listOf(userId: string): Promise<Session[]>;
}
