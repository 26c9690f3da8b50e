import { ApiPropertyOptional } from '@nestjs/swagger';
import { OrderStatus, orderStatuses } from '@app/orders';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQueryDto } from '../page-query.dto';

export class ListOrdersQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: orderStatuses, enumName: 'OrderStatus' })
  @IsOptional()
  @IsIn(orderStatuses)
  readonly status?: OrderStatus;

  @ApiPropertyOptional({ description: 'Only heeded for an administrator.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly userId?: string;
}
