/** Turns passwords into what may be stored. Gets normalised passwords. Bind another with `ApiModule.register({ passwordHasher })`. */
export abstract class PasswordHasher {
  /** Called by RegisterUser, StoredPasswords and EnsureAdmin. Salted: twice the same password gives two hashes. */
  abstract hash(password: string): Promise<string>;

  /**
   * Called by StoredPasswords and EnsureAdmin. Without a hash the answer is false, after just as much work:
   * the time must not tell whether there is such a user.
   */
  abstract verify(password: string, hash: string | undefined): Promise<boolean>;
}
