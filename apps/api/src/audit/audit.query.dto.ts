import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { defaultGraceSeconds } from './audit-database';

export class AuditQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 86_400,
    default: defaultGraceSeconds,
    description: 'Seconds that what is under way may take before it counts as stuck.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(86_400)
  readonly graceSeconds: number = defaultGraceSeconds;
}
