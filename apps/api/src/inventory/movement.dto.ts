import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { StockMovement } from '@app/inventory';

const kinds = ['counted', 'adjusted', 'reserved', 'released', 'shipped'];

export class MovementDto {
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly id: string;
  @ApiProperty({ example: 'COFFEE-ETH-1KG' }) readonly sku: string;
  @ApiProperty({ enum: kinds, example: 'adjusted' }) readonly kind: string;
  @ApiProperty({ example: 25, type: 'integer' }) readonly onHandDelta: number;
  @ApiProperty({ example: 0, type: 'integer' }) readonly reservedDelta: number;
  @ApiPropertyOptional({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly orderId?: string;
  @ApiPropertyOptional({ example: 'delivery 2026-0131' }) readonly reason?: string;
  @ApiProperty({ example: 'system', description: '`system`, or the id of the user.' }) readonly actor: string;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' }) readonly at: string;

  static of({ at, ...movement }: StockMovement): MovementDto {
    return { ...movement, at: at.toISOString() };
  }
}

export class MovementPageDto {
  @ApiProperty({ type: [MovementDto] })
  readonly data: readonly MovementDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
  readonly nextCursor: string | null;
}
