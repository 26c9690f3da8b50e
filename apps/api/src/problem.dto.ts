import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One field at fault. */
export class ProblemFieldDto {
  @ApiProperty({ example: 'items.0.quantity', description: 'Where, from the root of what was sent.' })
  readonly path: string;

  @ApiProperty({ example: 'quantity must not be less than 1' })
  readonly message: string;
}

/** Problem details of RFC 9457, as `application/problem+json`. */
export class ProblemDto {
  @ApiProperty({ enum: ['about:blank'], description: 'The title names the status; `code` names the problem.' })
  readonly type: string;

  @ApiProperty({ example: 'Unprocessable Entity' })
  readonly title: string;

  @ApiProperty({ example: 422, type: 'integer', minimum: 400, maximum: 599 })
  readonly status: number;

  @ApiProperty({ example: 'The order names products that are not in the catalogue.' })
  readonly detail: string;

  @ApiProperty({ example: 'sku_unknown', pattern: '^[a-z_]+$', description: 'Stable; programs branch on it.' })
  readonly code: string;

  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', description: 'Quote it when you ask for help.' })
  readonly requestId: string;

  @ApiPropertyOptional({ type: [ProblemFieldDto] })
  readonly errors?: readonly ProblemFieldDto[];
}
