import { ApiProperty } from '@nestjs/swagger';
import { deadLetterId, IsDeadLetterId } from './dead-letter-id';

export class DeadLetterIdParamDto {
  @ApiProperty({ example: '5f0c3c0e-1c38-4b63-9d2c-7a4a9b1f2e10', pattern: deadLetterId.source })
  @IsDeadLetterId()
  readonly id: string;
}
