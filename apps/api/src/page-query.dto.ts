import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FromDigits, IsWholeNumber } from './whole-number';

const longestCursor = 512;

/** How every list is walked: `limit` at a time, with the `nextCursor` of the page before. */
export class PageQueryDto {
  @ApiPropertyOptional({ example: 20, minimum: 1, maximum: 100, default: 20, type: 'integer' })
  @FromDigits()
  @IsWholeNumber({ min: 1, max: 100 })
  readonly limit: number = 20;

  @ApiPropertyOptional({ pattern: '^[A-Za-z0-9_-]+$', maxLength: longestCursor, description: '`nextCursor` of the page before: good for this list and for you.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestCursor)
  readonly cursor?: string;
}
