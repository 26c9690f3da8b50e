import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { passwordLength } from '@app/auth';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { EmailField } from './email-field';

export class RegisterDto {
  @EmailField('ada@example.com')
  readonly email: string;

  @ApiProperty({
    example: 'correct horse battery',
    minLength: passwordLength.min,
    maxLength: passwordLength.max,
    description: 'Any characters; not one of the most common passwords.',
  })
  @IsString()
  @MaxLength(1000)
  readonly password: string;

  @ApiPropertyOptional({ type: String, example: 'Ada Lovelace', minLength: 1, maxLength: 100, nullable: true })
  @IsOptional()
  @IsPlainText({ lines: 'one', min: 1, max: 100 })
  readonly name?: string | null;
}
