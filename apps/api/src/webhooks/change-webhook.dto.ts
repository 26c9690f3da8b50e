import { ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType } from '@app/contracts';
import { longestWebhookUrl } from '@app/webhooks';
import { IsBoolean } from 'class-validator';
import { UnlessLeftOut } from '../unless-left-out';
import { ApiDescription, ApiEventList, IsAddress, IsDescription, IsEventList, urlForm } from './webhook-fields';

/** What is left out stays. */
export class ChangeWebhookDto {
  @ApiPropertyOptional({ example: 'https://example.com/order-events', pattern: urlForm.source, maxLength: longestWebhookUrl })
  @UnlessLeftOut()
  @IsAddress()
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
