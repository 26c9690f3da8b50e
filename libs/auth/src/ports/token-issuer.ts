import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { RefreshToken } from '../domain/refresh-token';
import { User, UserWithPassword } from '../domain/user';

/**
 * Hands out tokens to somebody whose identity has been established: the last step of registering, logging in and refreshing.
 * Bind another with `AuthModule.register({ tokenIssuer })`.
 */
export abstract class TokenIssuer {
  /**
   * Called by RegisterUser, LogIn and ChangePassword. Each call opens a session of its own, which does not outlive a change of
   * password, or a disabling, that came after the user was read.
   *
   * @throws DomainError `invalid_credentials` (unauthenticated) in that case.
   */
  abstract openSession(user: UserWithPassword, caller: Caller): Promise<Authentication>;

  /** Called by RefreshSession, with the session's current refresh token. */
  abstract continueSession(user: User, token: RefreshToken): Promise<Authentication>;
}
