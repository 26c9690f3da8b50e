import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQueryDto } from '../page-query.dto';

export class ListProductsQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ example: 'coffee', description: 'Words that begin words of the name or parts of the SKU.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly q?: string;
}
