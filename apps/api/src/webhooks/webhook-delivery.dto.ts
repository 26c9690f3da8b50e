import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType, orderEventTypes } from '@app/contracts';
import { Attempt, WebhookDelivery, WebhookDeliveryState, webhookDeliveryStates } from '@app/webhooks';

export class AttemptDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' }) readonly at: string;
  @ApiProperty({ example: 74, type: 'integer' }) readonly milliseconds: number;
  @ApiPropertyOptional({ example: 503, type: 'integer', description: 'What it answered, if it did.' }) readonly status?: number;
  @ApiPropertyOptional({ example: 'connect ECONNREFUSED 203.0.113.7:443' }) readonly error?: string;

  static of({ at, milliseconds, status, error }: Attempt): AttemptDto {
    return { at: at.toISOString(), milliseconds, ...(status !== undefined && { status }), ...(error !== undefined && { error }) };
  }
}

export class WebhookDeliveryDto {
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly id: string;
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44-v2', description: 'The `webhook-id` of every try.' })
  readonly eventId: string;
  @ApiProperty({ enum: orderEventTypes, enumName: 'OrderEventType' }) readonly type: OrderEventType;
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly orderId: string;
  @ApiProperty({ example: 2, type: 'integer', description: 'Which change of the order it tells of, counted from 1.' }) readonly seq: number;
  @ApiProperty({ enum: webhookDeliveryStates, enumName: 'WebhookDeliveryState' }) readonly state: WebhookDeliveryState;
  @ApiProperty({ type: [AttemptDto], description: 'The last twenty.' }) readonly attempts: readonly AttemptDto[];
  @ApiPropertyOptional({ format: 'date-time', example: '2026-01-31T09:30:05.000Z' }) readonly nextAttemptAt?: string;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' }) readonly createdAt: string;

  static of({ id, eventId, type, orderId, seq, state, attempts, dueAt, createdAt }: WebhookDelivery): WebhookDeliveryDto {
    return {
      ...{ id, eventId, type, orderId, seq, state },
      attempts: attempts.map((attempt) => AttemptDto.of(attempt)),
      ...(state === 'waiting' && dueAt && { nextAttemptAt: dueAt.toISOString() }),
      createdAt: createdAt.toISOString(),
    };
  }
}

export class WebhookDeliveryPageDto {
  @ApiProperty({ type: [WebhookDeliveryDto] }) readonly data: readonly WebhookDeliveryDto[];
  @ApiProperty({ type: String, nullable: true, example: null }) readonly nextCursor: string | null;
}
