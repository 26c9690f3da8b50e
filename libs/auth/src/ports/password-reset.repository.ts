export interface NewPasswordReset {
  readonly tokenHash: string;
  readonly userId: string;
  readonly validMinutes: number;
}

/** Keeps the tokens that replace forgotten passwords, by their hashes alone. Bind another with `AuthModule.register({ passwordResets })`. */
export abstract class PasswordResetRepository {
  /** Called by IssuePasswordReset. Tokens of the same user that were issued before stay good. */
  abstract open(reset: NewPasswordReset): Promise<void>;

  /** Called by ResetPassword before it goes to any trouble: whose the token is, if it is good. */
  abstract userOf(tokenHash: string): Promise<string | undefined>;

  /** Called by ResetPassword. Of any number of calls with one token one gets its user; then all tokens of that user are spent. */
  abstract spend(tokenHash: string): Promise<string | undefined>;
}
