import { NewPasswordField, PasswordField } from './password-field';

export class ChangePasswordDto {
  @PasswordField('demo-customer-password')
  readonly currentPassword: string;

  @NewPasswordField('a longer and better one')
  readonly newPassword: string;
}
