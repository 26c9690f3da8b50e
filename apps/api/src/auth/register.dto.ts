import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { passwordLength } from '@app/auth';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
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
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Matches(/^.{1,100}$/su, { message: 'name must have 1 to 100 characters' })
  @Matches(/^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u, { message: 'name must not contain control characters' })
  readonly name?: string | null;
}
