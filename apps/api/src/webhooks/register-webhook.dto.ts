import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType } from '@app/contracts';
import { WebhookScope, webhookScopes } from '@app/webhooks';
import { IsIn, Matches, MaxLength } from 'class-validator';
import { ApiDescription, ApiEventList, IsDescription, IsEventList, UnlessLeftOut, urlForm } from './webhook-fields';

const longestUrl = 2048;

export class RegisterWebhookDto {
  @ApiProperty({
    example: 'https://example.com/order-events',
    pattern: urlForm.source,
    maxLength: longestUrl,
    description: 'https, without user, password and fragment; the host must have public addresses only.',
  })
  @MaxLength(longestUrl)
  @Matches(urlForm, { message: '$property must be an address that begins with https://' })
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
