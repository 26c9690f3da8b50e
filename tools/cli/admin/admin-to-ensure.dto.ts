import { EmailField } from '../../../apps/api/src/auth/email-field';
import { NewPasswordField } from '../../../apps/api/src/auth/password-field';

/** The same is asked of an administrator's account as of any that registers. */
export class AdminToEnsureDto {
  @EmailField('admin@example.com')
  readonly email: string;

  @NewPasswordField('correct horse battery')
  readonly password: string;
}
