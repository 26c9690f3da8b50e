import { ApiProperty } from '@nestjs/swagger';
import { Role, roles, User } from '@app/auth';

export class UserDto {
  @ApiProperty({ example: '01936f6e-5f3c-7cc4-9c1b-0d6f4f4a2b11' })
  readonly id: string;

  @ApiProperty({ example: 'demo@example.com', format: 'email' })
  readonly email: string;

  @ApiProperty({ type: String, example: 'Demo Customer', nullable: true })
  readonly name: string | null;

  @ApiProperty({ enum: roles, example: 'customer' })
  readonly role: Role;

  static of({ id, email, name, role }: User): UserDto {
    return { id, email, name, role };
  }
}
