import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { UnlessLeftOut } from '../unless-left-out';
import { deadLetterId, IsDeadLetterId } from './dead-letter-id';

const mostIds = 100;

export class RedriveDeadLettersDto {
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: mostIds,
    pattern: deadLetterId.source,
    example: ['5f0c3c0e-1c38-4b63-9d2c-7a4a9b1f2e10'],
    description: 'Left out: all.',
  })
  @UnlessLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostIds)
  @IsDeadLetterId({ each: true })
  readonly ids?: string[];
}
