import { ApiProperty } from '@nestjs/swagger';
import { OrderDto } from './order.dto';

export class OrderPageDto {
  @ApiProperty({ type: [OrderDto] })
  readonly data: readonly OrderDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
  readonly nextCursor: string | null;
}
