import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { NewPasswordField } from './password-field';

export class ResetPasswordDto {
  @ApiProperty({ example: 'Zr1uN0vI8Jm0b3w7Xl5cYgq2Hk9TtS4eDdPfRaVoUxE', maxLength: 100, description: 'From the e-mail.' })
  @IsString()
  @MaxLength(100)
  readonly token: string;

  @NewPasswordField('a longer and better one')
  readonly newPassword: string;
}
