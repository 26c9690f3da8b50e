import { ApiProperty } from '@nestjs/swagger';
import { maxOnHand } from '@app/inventory';
import { IsInt, IsNotEmpty, IsString, Max, MaxLength, Min, NotEquals } from 'class-validator';
import { IsPlainText } from '../plain-text';

export class AdjustStockDto {
  @ApiProperty({ example: 25, minimum: -maxOnHand, maximum: maxOnHand, type: 'integer', description: 'Not 0.' })
  @IsInt()
  @Min(-maxOnHand)
  @Max(maxOnHand)
  @NotEquals(0)
  readonly delta: number;

  @ApiProperty({ example: 'delivery 2026-0131', minLength: 1, maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsPlainText()
  readonly reason: string;
}
