/** Turns passwords into what may be stored. Gets normalised passwords. Bind another as `passwordHasher` of the API, in `shop/extensions.ts`. */
export abstract class PasswordHasher {
  /** Called by RegisterUser, StoredPasswords and EnsureAdmin. Salted: twice the same password gives two hashes. */
  abstract hash(password: string): Promise<string>;

  /**
   * Called by StoredPasswords and EnsureAdmin. Without a hash the answer is false, after just as much work:
   * the time must not tell whether there is such a user. A hash that it cannot read is no password's: false, not an error.
   */
  abstract verify(password: string, hash: string | undefined): Promise<boolean>;

  /**
   * Called by StoredPasswords when a password has just been verified: whether its hash is of another scheme, or took less work,
   * than those made now. It is then replaced, so that old ones die out. Default: never.
   */
  isOutdated(_hash: string): boolean {
    return false;
  }
}
