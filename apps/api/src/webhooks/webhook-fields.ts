import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { orderEventTypes } from '@app/contracts';
import { longestWebhookUrl } from '@app/webhooks';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsPlainText } from '../plain-text';
import { textPattern } from '../text-pattern';

const description = { lines: 'one', max: 200 } as const;

const events = {
  enum: orderEventTypes,
  enumName: 'OrderEventType',
  isArray: true,
  minItems: 1,
  maxItems: orderEventTypes.length,
  uniqueItems: true,
  example: ['order.confirmed', 'order.cancelled'],
} as const;

export const urlForm = /^https?:\/\/[!-~]+$/;

export function IsAddress(): PropertyDecorator {
  return applyDecorators(MaxLength(longestWebhookUrl), Matches(urlForm, { message: '$property must be an address that begins with https://' }));
}

export function IsEventList(): PropertyDecorator {
  return applyDecorators(IsArray(), ArrayMinSize(1), ArrayUnique(), IsIn(orderEventTypes, { each: true }));
}

export function ApiEventList({ required = true } = {}): PropertyDecorator {
  return (required ? ApiProperty : ApiPropertyOptional)({ ...events, description: required ? undefined : 'Left out: as it is, or all.' });
}

export function ApiDescription(): PropertyDecorator {
  return ApiPropertyOptional({ type: String, nullable: true, example: 'The warehouse', maxLength: description.max, pattern: textPattern(description) });
}

/** One line that people typed. */
export function IsDescription(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_dto, value: unknown) => value !== undefined && value !== null),
    IsPlainText(description),
  );
}
