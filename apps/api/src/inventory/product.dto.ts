import { ApiProperty } from '@nestjs/swagger';
import { availableUnits, Product } from '@app/inventory';

export class ProductDto {
  @ApiProperty({ example: 'COFFEE-ETH-1KG' }) readonly sku: string;
  @ApiProperty({ example: 'Ethiopia Yirgacheffe, whole bean, 1 kg' }) readonly name: string;
  @ApiProperty({ example: 2490, type: 'integer', description: 'Minor units.' }) readonly unitPrice: number;
  @ApiProperty({ example: 'EUR', description: 'ISO 4217.' }) readonly currency: string;
  @ApiProperty({ example: 200, type: 'integer', description: 'Units on the shelf.' }) readonly onHand: number;
  @ApiProperty({ example: 12, type: 'integer', description: 'Of those, promised to orders.' }) readonly reserved: number;
  @ApiProperty({ example: 188, type: 'integer', description: '`onHand` less `reserved`.' }) readonly available: number;
  @ApiProperty({ example: 7, type: 'integer', description: 'Grows with every change.' }) readonly version: number;

  static of(product: Product): ProductDto {
    const { sku, name, unitPrice, currency, onHand, reserved, version } = product;
    return { sku, name, unitPrice, currency, onHand, reserved, available: availableUnits(product), version };
  }
}
