import { ApiProperty } from '@nestjs/swagger';

export class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded'], description: '`degraded`: slower than it should be, and right all the same.' })
  readonly status: 'ok' | 'degraded';

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: ['up', 'down'] }, example: { mongo: 'up' } })
  readonly parts: Readonly<Record<string, 'up' | 'down'>>;
}
