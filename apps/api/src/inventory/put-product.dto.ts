import { ApiProperty } from '@nestjs/swagger';
import { maxOnHand } from '@app/inventory';
import { IsInt, IsISO4217CurrencyCode, IsNotEmpty, IsString, IsUppercase, Max, MaxLength, Min } from 'class-validator';
import { IsPlainText } from '../plain-text';

/** A price of ten thousand units must still be counted exactly. */
const maxUnitPrice = 100_000_000_000;

export class PutProductDto {
  @ApiProperty({ example: 'Ethiopia Yirgacheffe, whole bean, 1 kg', minLength: 1, maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsPlainText()
  readonly name: string;

  @ApiProperty({ example: 2490, minimum: 0, maximum: maxUnitPrice, type: 'integer', description: 'Minor units.' })
  @IsInt()
  @Min(0)
  @Max(maxUnitPrice)
  readonly unitPrice: number;

  @ApiProperty({ example: 'EUR', description: 'ISO 4217.' })
  @IsISO4217CurrencyCode()
  @IsUppercase()
  readonly currency: string;

  @ApiProperty({ example: 200, minimum: 0, maximum: maxOnHand, type: 'integer' })
  @IsInt()
  @Min(0)
  @Max(maxOnHand)
  readonly onHand: number;
}
