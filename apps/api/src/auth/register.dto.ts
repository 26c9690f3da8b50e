import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';
import { EmailField } from './email-field';
import { NewPasswordField } from './password-field';

export class RegisterDto {
  @EmailField('ada@example.com')
  readonly email: string;

  @NewPasswordField('correct horse battery')
  readonly password: string;

  @ApiPropertyOptional({ type: String, example: 'Ada Lovelace', minLength: 1, maxLength: 100, pattern: textPattern({ lines: 'one', min: 1 }), nullable: true })
  @IsOptional()
  @IsPlainText({ lines: 'one', min: 1, max: 100 })
  readonly name?: string | null;
}
