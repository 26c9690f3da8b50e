import { ApiProperty } from '@nestjs/swagger';
import { AuditReport } from './audit-tally';

export class InvariantDto {
  @ApiProperty({ example: 'stock_matches_orders' }) readonly name: string;
  @ApiProperty({ example: 'What is reserved of a product is what confirmed orders hold.' }) readonly rule: string;
  @ApiProperty({ example: 0, type: 'integer' }) readonly violations: number;
  @ApiProperty({ type: [String], example: [], description: 'Where, for the first twenty.' }) readonly examples: readonly string[];
}

export class AuditDto {
  @ApiProperty({ example: 0, type: 'integer', description: 'All violations together: 0 when everything holds.' })
  readonly violations: number;

  @ApiProperty({ format: 'date-time', description: 'What happened later may still have been under way.' })
  readonly before: string;

  @ApiProperty({ type: [InvariantDto] }) readonly invariants: readonly InvariantDto[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { PENDING: 0, CONFIRMED: 42 } })
  readonly orders: Readonly<Record<string, number>>;

  @ApiProperty({ example: 14, type: 'integer' }) readonly products: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { waiting: 0, sending: 0, sent: 42, failed: 0 },
    description: 'E-mails and the like, by what became of them; `failed`: refused for good.',
  })
  readonly deliveries: Readonly<Record<string, number>>;

  static of({ before, ...report }: AuditReport): AuditDto {
    return { ...report, before: before.toISOString() };
  }
}
