import { ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType } from '@app/contracts';
import { IsBoolean, Matches, MaxLength } from 'class-validator';
import { ApiDescription, ApiEventList, IsDescription, IsEventList, UnlessLeftOut, urlForm } from './webhook-fields';

const longestUrl = 2048;

/** What is left out stays. */
export class ChangeWebhookDto {
  @ApiPropertyOptional({ example: 'https://example.com/order-events', pattern: urlForm.source, maxLength: longestUrl })
  @UnlessLeftOut()
  @MaxLength(longestUrl)
  @Matches(urlForm, { message: '$property must be an address that begins with https://' })
  readonly url?: string;

  @ApiEventList({ required: false })
  @UnlessLeftOut()
  @IsEventList()
  readonly events?: OrderEventType[];

  @ApiDescription()
  @IsDescription()
  readonly description?: string | null;

  @ApiPropertyOptional({ example: true, description: 'Enabling it forgets its failures.' })
  @UnlessLeftOut()
  @IsBoolean()
  readonly enabled?: boolean;
}
