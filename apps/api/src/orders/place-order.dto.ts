import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { maxQuantity } from '@app/orders';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { SkuField } from '../sku-field';
import { textPattern } from '../text-pattern';
import { IsWholeNumber } from '../whole-number';

const maxLines = 100;

export class OrderLineRequestDto {
  @SkuField('COFFEE-ETH-1KG')
  readonly sku: string;

  @ApiProperty({ example: 2, minimum: 1, maximum: maxQuantity, type: 'integer' })
  @IsWholeNumber({ min: 1, max: maxQuantity })
  readonly quantity: number;
}

export class PlaceOrderDto {
  @ApiProperty({
    type: [OrderLineRequestDto],
    minItems: 1,
    maxItems: maxLines,
    example: [
      { sku: 'COFFEE-ETH-1KG', quantity: 2 },
      { sku: 'MUG-BLUE', quantity: 1 },
    ],
    description: 'Lines with the same SKU are summed. Prices come from the catalogue.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(maxLines)
  @IsObject({ each: true }) // ValidateNested alone looks through nested arrays, where more lines could hide
  @ValidateNested({ each: true })
  @Type(() => OrderLineRequestDto)
  readonly items: OrderLineRequestDto[];

  @ApiPropertyOptional({ type: String, example: 'Please ring twice.', maxLength: 500, pattern: textPattern(), nullable: true })
  @IsOptional()
  @IsPlainText({ max: 500 })
  readonly note?: string | null;
}
