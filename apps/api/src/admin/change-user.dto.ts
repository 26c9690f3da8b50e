import { ApiPropertyOptional } from '@nestjs/swagger';
import { Role, roles } from '@app/auth';
import { IsBoolean, IsIn } from 'class-validator';
import { UnlessLeftOut } from '../unless-left-out';

/** What is left out stays; null is no way to leave it out. */
export class ChangeUserDto {
  @ApiPropertyOptional({ enum: roles, example: 'customer' })
  @UnlessLeftOut()
  @IsIn(roles)
  readonly role?: Role;

  @ApiPropertyOptional({ example: true, description: 'A disabled user keeps the account, but cannot log in.' })
  @UnlessLeftOut()
  @IsBoolean()
  readonly disabled?: boolean;
}
