import { EmailField } from './email-field';

export class ForgottenPasswordDto {
  @EmailField('demo@example.com')
  readonly email: string;
}
