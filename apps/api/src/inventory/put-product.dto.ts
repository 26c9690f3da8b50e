import { ApiProperty } from '@nestjs/swagger';
import { maxOnHand } from '@app/inventory';
import { IsISO4217CurrencyCode, isISO4217CurrencyCode, IsUppercase } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';
import { IsWholeNumber } from '../whole-number';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** All that the check below takes. */
const currencies = letters
  .flatMap((first) => letters.flatMap((second) => letters.map((third) => first + second + third)))
  .filter((code) => isISO4217CurrencyCode(code));

/** A price of ten thousand units must still be counted exactly. */
const maxUnitPrice = 100_000_000_000;

export class PutProductDto {
  @ApiProperty({ example: 'Ethiopia Yirgacheffe, whole bean, 1 kg', minLength: 1, maxLength: 200, pattern: textPattern({ lines: 'one', min: 1 }) })
  @IsPlainText({ lines: 'one', min: 1, max: 200 })
  readonly name: string;

  @ApiProperty({ example: 2490, minimum: 0, maximum: maxUnitPrice, type: 'integer', description: 'Minor units.' })
  @IsWholeNumber({ min: 0, max: maxUnitPrice })
  readonly unitPrice: number;

  @ApiProperty({ example: 'EUR', enum: currencies, description: 'ISO 4217.' })
  @IsISO4217CurrencyCode()
  @IsUppercase()
  readonly currency: string;

  @ApiProperty({ example: 200, minimum: 0, maximum: maxOnHand, type: 'integer' })
  @IsWholeNumber({ min: 0, max: maxOnHand })
  readonly onHand: number;
}
