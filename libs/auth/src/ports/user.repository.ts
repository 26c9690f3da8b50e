import { Role } from '../domain/role';
import { NewUser, User, UserWithPassword } from '../domain/user';

/** Keeps accounts, one for each normalised e-mail. Bind another with `AuthModule.register({ users })`. */
export abstract class UserRepository {
  /**
   * Called by RegisterUser and EnsureAdmin.
   *
   * @throws DomainError `email_taken` (conflict), also when two calls with one e-mail run at the same moment.
   */
  abstract add(user: NewUser): Promise<User>;

  /** Called by RefreshSession, for the role as it is now, and by AuthQueries. */
  abstract findById(id: string): Promise<User | undefined>;

  /** Called by LogIn and EnsureAdmin with a normalised e-mail. */
  abstract findByEmail(email: string): Promise<UserWithPassword | undefined>;

  /** Called by EnsureAdmin. */
  abstract changePassword(id: string, passwordHash: string): Promise<void>;

  /** Called by EnsureAdmin. Tokens issued before carry the old role until they are refreshed. */
  abstract changeRole(id: string, role: Role): Promise<void>;
}
