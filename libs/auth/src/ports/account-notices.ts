export type AccountNotice = 'password_reset' | 'password_changed' | 'log_in_ended';

/** Tells people what happened to their accounts. Bind it with `AuthModule.register({ notices })`. */
export abstract class AccountNotices {
  /**
   * Called by RequestPasswordReset, ResetPassword, ChangePassword and RefreshSession. Once it resolves, the message is on
   * its way or on record. That of a `password_reset` carries a token from IssuePasswordReset, asked for as it is sent.
   */
  abstract tell(userId: string, notice: AccountNotice): Promise<void>;
}
