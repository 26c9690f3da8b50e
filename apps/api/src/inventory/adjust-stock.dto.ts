import { ApiProperty } from '@nestjs/swagger';
import { maxOnHand } from '@app/inventory';
import { NotEquals } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';
import { IsWholeNumber } from '../whole-number';

export class AdjustStockDto {
  @ApiProperty({ example: 25, minimum: -maxOnHand, maximum: maxOnHand, type: 'integer', not: { enum: [0] }, description: 'Not 0.' })
  @IsWholeNumber({ min: -maxOnHand, max: maxOnHand })
  @NotEquals(0)
  readonly delta: number;

  @ApiProperty({ example: 'delivery 2026-0131', minLength: 1, maxLength: 200, pattern: textPattern({ min: 1 }) })
  @IsPlainText({ min: 1, max: 200 })
  readonly reason: string;
}
