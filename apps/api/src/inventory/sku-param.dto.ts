import { SkuField } from '../sku-field';

export class SkuParamDto {
  @SkuField('COFFEE-ETH-1KG')
  readonly sku: string;
}
