import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsPlainText } from '../plain-text';

export class CancelOrderDto {
  @ApiPropertyOptional({ type: String, example: 'Ordered twice by mistake.', maxLength: 500, nullable: true })
  @IsOptional()
  @IsPlainText({ max: 500 })
  readonly reason?: string | null;
}
