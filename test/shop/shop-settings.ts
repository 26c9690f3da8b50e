import { Variable } from '@app/platform';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';

/** What the environment tells the shop's own rules. */
export class ShopSettings {
  @Variable('Total in minor units above which an order is not taken without a word with the customer.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly LARGE_ORDER: number = 100_000;
}
