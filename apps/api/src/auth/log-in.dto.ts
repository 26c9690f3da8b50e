import { EmailField } from './email-field';
import { PasswordField } from './password-field';

export class LogInDto {
  @EmailField('demo@example.com')
  readonly email: string;

  @PasswordField('demo-customer-password')
  readonly password: string;
}
