import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { orderEventTypes } from '@app/contracts';
import { DeadLetter, queueNames } from '@app/messaging';

export class DeadLetterDto {
  @ApiProperty({ example: '5f0c3c0e-1c38-4b63-9d2c-7a4a9b1f2e10', description: 'Sent back, it gets another id.' })
  readonly id: string;

  @ApiProperty({ enum: Object.values(queueNames), example: 'orders', description: 'Where it failed.' })
  readonly queue: string;

  @ApiProperty({ example: 'The message body is not JSON.' })
  readonly reason: string;

  @ApiProperty({ example: '{"id": "…", "type": "order.placed"}', description: 'As it is, cut after 4,000 characters.' })
  readonly body: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  readonly sentAt: string;

  @ApiProperty({ example: 5, type: 'integer', description: 'How often it was handed out, about; looking at it counts, too.' })
  readonly receives: number;

  @ApiPropertyOptional({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', description: 'If it is an event of an order.' })
  readonly orderId?: string;

  @ApiPropertyOptional({ enum: orderEventTypes, example: 'order.placed' })
  readonly eventType?: string;

  @ApiPropertyOptional({ example: 'BookCourier.book', description: "Which of the shop's own handlers failed, if it is a call of one." })
  readonly handler?: string;

  static of({ sentAt, ...letter }: DeadLetter): DeadLetterDto {
    return { ...letter, sentAt: sentAt.toISOString() };
  }
}

export class DeadLetterListDto {
  @ApiProperty({ type: [DeadLetterDto] })
  readonly data: readonly DeadLetterDto[];

  @ApiProperty({ type: 'integer', minimum: 0, example: 3, description: 'How many there are, about, with those that somebody is dealing with at this moment.' })
  readonly total: number;

  @ApiProperty({ type: String, nullable: true, description: 'Always null: deal with those listed to see others.' })
  readonly nextCursor: null;
}
