import { Page } from '@app/contracts';
import { Role } from '../domain/role';
import { NewUser, User, UserWithPassword } from '../domain/user';

export interface UserFilter {
  readonly limit: number;
  readonly cursor?: string;
  /** Normalised: only who has exactly this one. */
  readonly email?: string;
}

/** What an administrator changes about what somebody may do; what is left out stays. */
export interface AccessChange {
  readonly userId: string;
  /** The administrator. */
  readonly by: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  /** What the user may do so far; undefined where that does not matter. */
  readonly expected?: Access;
}

/** What somebody may do. */
export type Access = Pick<User, 'role' | 'disabled'>;

/** Keeps accounts, one for each normalised e-mail. Bind another with `AuthModule.register({ users })`. */
export abstract class UserRepository {
  /**
   * Called by RegisterUser and EnsureAdmin.
   *
   * @throws DomainError `email_taken` (conflict), also when two calls with one e-mail run at the same moment.
   */
  abstract add(user: NewUser): Promise<User>;

  /** Called by JwtAuthGuard and RefreshSession, for the role as it is now, by AuthQueries, and where passwords are changed. */
  abstract findById(id: string): Promise<User | undefined>;

  /** Called by AuthQueries: newest first. */
  abstract list(filter: UserFilter): Promise<Page<User>>;

  /** Called with a normalised e-mail, wherever a password is to be checked or replaced. */
  abstract findByEmail(email: string): Promise<UserWithPassword | undefined>;

  /** Called by EnsureAdmin, and when somebody resets their password. */
  abstract changePassword(id: string, passwordHash: string): Promise<void>;

  /**
   * Called when somebody changes their password. False, and nothing is changed, unless the stored hash is still the one that
   * was read, and the user is not disabled: of two changes at once one counts.
   */
  abstract replacePassword(id: string, oldHash: string, newHash: string): Promise<boolean>;

  /** Called by EnsureAdmin. A token issued before makes nobody an administrator; a demotion counts at once. */
  abstract changeRole(id: string, role: Role): Promise<void>;

  /**
   * Called by ChangeUser; gives the user before and after, or nothing when there is none. One atomic step with the question
   * whether `by` may: of two administrators who demote each other at the same moment, one comes too late.
   *
   * @throws DomainError `forbidden` (forbidden) when `by` is no administrator, or disabled; `version_mismatch`
   *   (precondition_failed) when the user may do something else than was expected, and then nothing is changed.
   */
  abstract changeAccess(change: AccessChange): Promise<{ before: User; after: User } | undefined>;
}
