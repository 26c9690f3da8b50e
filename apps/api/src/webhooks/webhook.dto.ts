import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OrderEventType } from '@app/contracts';
import { DisablingReason, disablingReasons, Webhook, WebhookScope, webhookScopes } from '@app/webhooks';
import { ApiEventList } from './webhook-fields';

export class WebhookDto {
  @ApiProperty({ example: '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44' }) readonly id: string;
  @ApiProperty({ example: 'https://example.com/order-events' }) readonly url: string;
  @ApiEventList() readonly events: readonly OrderEventType[];
  @ApiProperty({ enum: webhookScopes, enumName: 'WebhookScope' }) readonly scope: WebhookScope;
  @ApiProperty({ type: String, nullable: true, example: 'The warehouse' }) readonly description: string | null;
  @ApiProperty({ example: true }) readonly enabled: boolean;
  @ApiPropertyOptional({
    enum: disablingReasons,
    description: '`owner`: you did it; `failing`: it took nothing for five days; `gone`: it answered 410.',
  })
  readonly disabledBecause?: DisablingReason;
  @ApiPropertyOptional({ format: 'date-time', example: '2026-01-31T09:30:00.000Z', description: 'The first failure without a success since.' })
  readonly failingSince?: string;
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:29:59.900Z' }) readonly createdAt: string;

  static of({ id, url, events, scope, description, disabledBecause, failingSince, createdAt }: Webhook): WebhookDto {
    return {
      ...{ id, url, events, scope, description },
      enabled: !disabledBecause,
      ...(disabledBecause && { disabledBecause }),
      ...(failingSince && { failingSince: failingSince.toISOString() }),
      createdAt: createdAt.toISOString(),
    };
  }
}

export class WebhookListDto {
  @ApiProperty({ type: [WebhookDto] }) readonly data: readonly WebhookDto[];
}

export class WebhookSecretDto {
  @ApiProperty({ example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', description: 'Signs what is sent. It is shown this once.' })
  readonly secret: string;
}

export class RegisteredWebhookDto extends WebhookDto {
  @ApiProperty({ example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', description: 'Signs what is sent. It is shown this once.' })
  readonly secret: string;
}
