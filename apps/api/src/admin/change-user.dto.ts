import { ApiPropertyOptional } from '@nestjs/swagger';
import { Role, roles } from '@app/auth';
import { IsBoolean, IsIn, ValidateIf } from 'class-validator';

/** What is left out stays; null is no way to leave it out. */
export class ChangeUserDto {
  @ApiPropertyOptional({ enum: roles, example: 'customer' })
  @ValidateIf(({ role }: ChangeUserDto) => role !== undefined)
  @IsIn(roles)
  readonly role?: Role;

  @ApiPropertyOptional({ example: true, description: 'A disabled user keeps the account, but cannot log in.' })
  @ValidateIf(({ disabled }: ChangeUserDto) => disabled !== undefined)
  @IsBoolean()
  readonly disabled?: boolean;
}
