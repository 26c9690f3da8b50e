import { Caller } from '../domain/caller';
import { UserWithPassword } from '../domain/user';

/** Checks and replaces the passwords of users. Bind another with `AuthModule.register({ passwords })`. */
export abstract class Passwords {
  /**
   * Called by LogIn and ChangePassword with a normalised e-mail: the user, if e-mail and password belong together. Does the
   * same work whether there is such a user or not, and makes guessing slow.
   *
   * @throws DomainError `too_many_requests` (too_many_requests) after too many wrong ones, `too_busy` (unavailable).
   */
  abstract check(email: string, password: string, caller: Caller): Promise<UserWithPassword | undefined>;

  /**
   * Called by ChangePassword and ResetPassword: what is to be stored of a password that the user wants from now on.
   *
   * @throws DomainError `password_not_accepted` (invalid), `too_busy` (unavailable).
   */
  abstract prepare(password: string, user: UserWithPassword): Promise<string>;

  /**
   * Called by ChangePassword after `prepare`: puts it in place, ends all log-ins and tells the user. False, and no other
   * password, when the user is disabled, or the password is not the one any more that the user was read with.
   */
  abstract replace(user: UserWithPassword, prepared: string): Promise<boolean>;

  /** Called by ResetPassword after `prepare`: the same for somebody who need not know the password before, whatever it is. */
  abstract overwrite(user: UserWithPassword, prepared: string): Promise<void>;

  /** Called by ResetPassword, when somebody has proved that the account is theirs: failed log-ins no longer count. */
  abstract forgetFailures(email: string): Promise<void>;
}
