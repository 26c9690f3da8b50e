import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OrderStatus, orderStatuses } from '@app/orders';

const count = { type: 'integer', minimum: 0 } as const;

export class BacklogDto {
  @ApiProperty({ enum: ['undecided orders', 'events to send', 'notifications', 'webhooks'] })
  readonly what: string;

  @ApiProperty({ ...count, example: 3, description: 'Ten thousand means: so many or more.' })
  readonly count: number;

  @ApiProperty({ example: 0.4, minimum: 0, description: 'How long the one that waits longest has waited, beyond its due pause if it has one.' })
  readonly seconds: number;
}

export class QueueDto {
  @ApiProperty({ example: 'orders' })
  readonly queue: string;

  @ApiProperty({ ...count, example: 12, description: 'Messages that wait for a receiver, about.' })
  readonly waiting: number;

  @ApiProperty({ ...count, example: 8, description: 'Messages in the hands of one, about.' })
  readonly inHand: number;

  @ApiProperty({ ...count, example: 0, description: 'Messages that nobody is to receive yet, about: calls of handlers, to be made again.' })
  readonly later: number;

  @ApiProperty({ ...count, example: 0, description: 'Messages that failed for good, about.' })
  readonly deadLetters: number;
}

export class LowStockDto {
  @ApiProperty({ example: 'TEA-001' }) readonly sku: string;
  @ApiProperty({ example: 'Green tea, 100 g' }) readonly name: string;
  @ApiProperty({ type: 'integer', example: 2, description: 'Units that can still be promised.' }) readonly available: number;
  @ApiProperty({ ...count, example: 40 }) readonly reserved: number;
  @ApiProperty({ ...count, example: 42 }) readonly onHand: number;
}

export class OperationsDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  readonly at: string;

  @ApiPropertyOptional({ example: 41.2, minimum: 0, description: 'Orders placed, over the last ten seconds.' })
  readonly ordersPerSecond?: number;

  @ApiPropertyOptional({
    type: 'object',
    properties: Object.fromEntries(orderStatuses.map((status) => [status, count])),
    required: [...orderStatuses],
    example: { PENDING: 3, CONFIRMED: 940, REJECTED: 47, CANCELLED: 10, FULFILLED: 0 },
    description: 'The last thousand orders, by their states.',
  })
  readonly recentStates?: Readonly<Record<OrderStatus, number>>;

  @ApiPropertyOptional({ type: [LowStockDto], description: 'Of what the last thousand orders asked for, the ten products with the fewest units left.' })
  readonly lowStock?: readonly LowStockDto[];

  @ApiProperty({ type: [BacklogDto], description: 'What waits.' })
  readonly backlog: readonly BacklogDto[];

  @ApiProperty({ type: [QueueDto] })
  readonly queues: readonly QueueDto[];

  @ApiProperty({ type: [String], example: [], description: 'What cannot be told at the moment: `queues`, say, while SQS is away.' })
  readonly away: readonly string[];
}
