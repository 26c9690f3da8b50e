import { ApiPropertyOptional } from '@nestjs/swagger';
import { OrderStatus, orderStatuses } from '@app/orders';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageQueryDto } from '../page-query.dto';

const userId = /^[\w-]{1,64}$/;

export class ListOrdersQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: orderStatuses, enumName: 'OrderStatus' })
  @IsOptional()
  @IsIn(orderStatuses)
  readonly status?: OrderStatus;

  @ApiPropertyOptional({ pattern: userId.source, description: 'Only heeded for an administrator.' })
  @IsOptional()
  @Matches(userId, { message: '$property must be the id of a user' })
  readonly userId?: string;
}
