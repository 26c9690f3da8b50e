import { ApiProperty } from '@nestjs/swagger';
import { Session } from '@app/auth';

export class SessionDto {
  @ApiProperty({ example: '01936f6e-5f3c-7cc4-9c1b-0d6f4f4a2b11' })
  readonly id: string;

  @ApiProperty({ example: '2025-01-31T08:30:00.000Z', format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ example: '2025-01-31T09:10:00.000Z', format: 'date-time', description: 'When it was last refreshed.' })
  readonly lastUsedAt: string;

  @ApiProperty({ type: String, example: 'curl/8.5.0', nullable: true })
  readonly userAgent: string | null;

  @ApiProperty({ type: String, example: '192.0.2.17', nullable: true, description: 'The network it was opened from.' })
  readonly address: string | null;

  @ApiProperty({ example: true, description: 'Whether this request belongs to it.' })
  readonly current: boolean;

  static of({ id, createdAt, lastUsedAt, userAgent, address }: Session, currentId: string): SessionDto {
    return {
      id,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      userAgent,
      address,
      current: id === currentId,
    };
  }
}
