import { ApiProperty } from '@nestjs/swagger';

export class DeadLettersRedrivenDto {
  @ApiProperty({ example: 3, type: 'integer' })
  readonly redriven: number;
}

export class DeadLettersDroppedDto {
  @ApiProperty({ example: 3, type: 'integer' })
  readonly dropped: number;
}
