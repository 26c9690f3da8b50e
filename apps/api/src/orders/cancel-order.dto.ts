import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';

export class CancelOrderDto {
  @ApiPropertyOptional({ type: String, example: 'Ordered twice by mistake.', maxLength: 500, pattern: textPattern(), nullable: true })
  @IsOptional()
  @IsPlainText({ max: 500 })
  readonly reason?: string | null;
}
