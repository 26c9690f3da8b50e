import { ApiProperty } from '@nestjs/swagger';
import { Authentication } from '@app/auth';
import { UserDto } from './user.dto';

export class AuthenticationDto {
  @ApiProperty()
  readonly user: UserDto;

  @ApiProperty({ description: 'Goes into the header `Authorization: Bearer …`.' })
  readonly accessToken: string;

  @ApiProperty({ description: 'Good for one refresh; keep it safe.' })
  readonly refreshToken: string;

  @ApiProperty({ enum: ['Bearer'] })
  readonly tokenType: 'Bearer';

  @ApiProperty({ example: 600, type: 'integer', description: 'Seconds until the access token expires.' })
  readonly expiresIn: number;

  static of({ user, accessToken, refreshToken, expiresIn }: Authentication): AuthenticationDto {
    return { user: UserDto.of(user), accessToken, refreshToken, tokenType: 'Bearer', expiresIn };
  }
}
