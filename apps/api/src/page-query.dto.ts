import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FromDigits, IsWholeNumber } from './whole-number';

/** How every list is walked: `limit` at a time, with the `nextCursor` of the page before. */
export class PageQueryDto {
  @ApiPropertyOptional({ example: 20, minimum: 1, maximum: 100, default: 20, type: 'integer' })
  @FromDigits()
  @IsWholeNumber({ min: 1, max: 100 })
  readonly limit: number = 20;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before: good for this list and for you.' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  readonly cursor?: string;
}
