import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { PageQueryDto } from '../page-query.dto';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';

export class ListProductsQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    example: 'coffee',
    maxLength: 100,
    pattern: textPattern({ lines: 'one' }),
    description: 'Words that begin words of the name or parts of the SKU.',
  })
  @IsOptional()
  @IsPlainText({ lines: 'one', max: 100 })
  readonly q?: string;
}
