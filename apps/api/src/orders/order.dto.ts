import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Order, OrderLine, OrderStatus, orderStatuses, TimelineEntry } from '@app/orders';

export class OrderLineDto {
  @ApiProperty({ example: 'COFFEE-ETH-1KG' }) readonly sku: string;
  @ApiProperty({ example: 'Ethiopia Yirgacheffe, whole bean, 1 kg' }) readonly name: string;
  @ApiProperty({ example: 2, type: 'integer' }) readonly quantity: number;
  @ApiProperty({ example: 2490, type: 'integer', description: 'Minor units.' }) readonly unitPrice: number;
  @ApiProperty({ example: 4980, type: 'integer', description: 'Minor units.' }) readonly lineTotal: number;
}

export class TimelineEntryDto {
  @ApiProperty({ example: 2, type: 'integer' }) readonly seq: number;
  @ApiProperty({ enum: orderStatuses, enumName: 'OrderStatus' }) readonly status: OrderStatus;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' }) readonly at: string;
  @ApiProperty({ enum: ['customer', 'admin', 'system'], example: 'system' }) readonly actor: string;
  @ApiPropertyOptional({ example: 'insufficient_stock: MUG-BLUE (requested 9, available 3)' }) readonly reason?: string;
  @ApiPropertyOptional({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly requestId?: string;
}

export class LineAtFaultDto {
  @ApiProperty({ example: 'MUG-BLUE' }) readonly sku: string;
  @ApiProperty({ example: 'insufficient_stock' }) readonly reason: string;
  @ApiProperty({ example: 9, type: 'integer' }) readonly requested: number;
  @ApiProperty({ example: 3, type: 'integer' }) readonly available: number;
}

export class OrderDto {
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly id: string;
  @ApiProperty({ enum: orderStatuses, enumName: 'OrderStatus' }) readonly status: OrderStatus;
  @ApiProperty({ type: [OrderLineDto] }) readonly items: readonly OrderLineDto[];
  @ApiProperty({ example: 'EUR', description: 'ISO 4217.' }) readonly currency: string;
  @ApiProperty({ example: 6470, type: 'integer', description: 'Minor units.' }) readonly total: number;
  @ApiProperty({ type: String, example: 'Please ring twice.', nullable: true }) readonly note: string | null;
  @ApiProperty({ example: 2, type: 'integer', description: 'Grows by one with every change.' }) readonly version: number;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:29:59.900Z' }) readonly createdAt: string;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' }) readonly updatedAt: string;
  @ApiProperty({ type: [TimelineEntryDto] }) readonly timeline: readonly TimelineEntryDto[];
  @ApiPropertyOptional({ type: [LineAtFaultDto], description: 'Only of a rejected order: each line at fault.' })
  readonly rejection?: readonly LineAtFaultDto[];

  /** What the outside sees of an order: an explicit list, so that nothing stored leaks by accident. */
  static of(order: Order): OrderDto {
    const { id, status, items, currency, total, note, version, timeline, rejection } = order;
    return {
      id,
      status,
      items: items.map(lineOf),
      currency,
      total,
      note,
      version,
      createdAt: order.createdAt.toISOString(),
      updatedAt: order.updatedAt.toISOString(),
      timeline: timeline.map(entryOf),
      ...(rejection && { rejection }),
    };
  }
}

function lineOf({ sku, name, quantity, unitPrice, lineTotal }: OrderLine): OrderLineDto {
  return { sku, name, quantity, unitPrice, lineTotal };
}

export function entryOf({ seq, status, at, actor, reason, requestId }: TimelineEntry): TimelineEntryDto {
  return {
    seq,
    status,
    at: at.toISOString(),
    actor,
    ...(reason !== undefined && { reason }),
    ...(requestId !== undefined && { requestId }),
  };
}
