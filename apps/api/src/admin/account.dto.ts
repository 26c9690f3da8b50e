import { ApiProperty } from '@nestjs/swagger';
import { User } from '@app/auth';
import { UserDto } from '../auth/user.dto';

/** A user as administrators see them. */
export class AccountDto extends UserDto {
  @ApiProperty({ example: false, description: 'Whether the user is kept from logging in.' })
  readonly disabled: boolean;

  static override of(user: User): AccountDto {
    return { ...UserDto.of(user), disabled: user.disabled };
  }
}

export class AccountPageDto {
  @ApiProperty({ type: [AccountDto] })
  readonly data: readonly AccountDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
  readonly nextCursor: string | null;
}
