import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class RefreshTokenDto {
  @ApiProperty({
    example: '01936f6e-5f3c-7cc4-9c1b-0d6f4f4a2b11.Zr1uN0vI8Jm0b3w7Xl5cYgq2Hk9TtS4eDdPfRaVoUxE',
    maxLength: 500,
    description: 'As the last answer gave it.',
  })
  @IsString()
  @MaxLength(500)
  readonly refreshToken: string;
}
