import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType } from '@app/contracts';
import { longestWebhookUrl, WebhookScope, webhookScopes } from '@app/webhooks';
import { IsIn } from 'class-validator';
import { UnlessLeftOut } from '../unless-left-out';
import { ApiDescription, ApiEventList, IsAddress, IsDescription, IsEventList, urlForm } from './webhook-fields';

export class RegisterWebhookDto {
  @ApiProperty({
    example: 'https://example.com/order-events',
    pattern: urlForm.source,
    maxLength: longestWebhookUrl,
    description: 'https, without user, password and fragment; the host must have public addresses only.',
  })
  @IsAddress()
  readonly url: string;

  @ApiEventList({ required: false })
  @UnlessLeftOut()
  @IsEventList()
  readonly events?: OrderEventType[];

  @ApiPropertyOptional({
    enum: webhookScopes,
    enumName: 'WebhookScope',
    default: 'own',
    example: 'own',
    description: '`own`: of your orders; `all`: of everybody\'s, for administrators.',
  })
  @UnlessLeftOut()
  @IsIn(webhookScopes)
  readonly scope?: WebhookScope;

  @ApiDescription()
  @IsDescription()
  readonly description?: string | null;
}
