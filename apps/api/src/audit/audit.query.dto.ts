import { ApiPropertyOptional } from '@nestjs/swagger';
import { FromDigits, IsWholeNumber } from '../whole-number';
import { defaultGraceSeconds } from './audit-database';

export class AuditQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 86_400,
    default: defaultGraceSeconds,
    description: 'Seconds that what is under way may take before it counts as stuck.',
  })
  @FromDigits()
  @IsWholeNumber({ min: 0, max: 86_400 })
  readonly graceSeconds: number = defaultGraceSeconds;
}
