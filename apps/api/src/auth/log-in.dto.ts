import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { EmailField } from './email-field';

export class LogInDto {
  @EmailField('demo@example.com')
  readonly email: string;

  @ApiProperty({ example: 'demo-customer-password', format: 'password' })
  @IsString()
  @MaxLength(1000)
  readonly password: string;
}
