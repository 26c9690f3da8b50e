import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsPlainText } from '../plain-text';

export class CancelOrderDto {
  @ApiPropertyOptional({ type: String, example: 'Ordered twice by mistake.', maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @IsPlainText()
  readonly reason?: string | null;
}
