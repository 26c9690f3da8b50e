import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';
import { UnlessLeftOut } from '../unless-left-out';

const mostIds = 100;
const deliveryId = /^[\w-]{1,64}$/;

export class RedeliverWebhooksDto {
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: mostIds,
    pattern: deliveryId.source,
    example: ['0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44'],
    description: 'Deliveries, whatever became of them. Left out: all that failed.',
  })
  @UnlessLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostIds)
  @Matches(deliveryId, { each: true, message: '$property must be 1 to 64 letters, digits, dashes or underscores' })
  readonly deliveryIds?: string[];
}

export class WebhooksRedeliveredDto {
  @ApiProperty({ example: 3, type: 'integer', description: 'Without those that are unknown, or on their way anyway.' })
  readonly redelivered: number;
}
