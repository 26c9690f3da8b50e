import { ApiProperty } from '@nestjs/swagger';
import { ProductDto } from './product.dto';

export class ProductPageDto {
  @ApiProperty({ type: [ProductDto] })
  readonly data: readonly ProductDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
  readonly nextCursor: string | null;
}
