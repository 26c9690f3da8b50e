import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiLink, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, CurrentUser } from '@app/auth';
import { Throttle } from '@app/platform';
import { RedeliverWebhooks, WebhookQueries } from '@app/webhooks';
import { ApiProblems } from '../api-problems';
import { PageQueryDto } from '../page-query.dto';
import { SignedCursors } from '../signed-cursors';
import { RedeliverWebhooksDto, WebhooksRedeliveredDto } from './redeliver-webhooks.dto';
import { WebhookDeliveryDto, WebhookDeliveryPageDto } from './webhook-delivery.dto';
import { RegisteredWebhookDto } from './webhook.dto';

const redeliveries = { name: 'webhook-redeliveries', limit: 60, seconds: 3600 };

/** What a webhook was told, and what came of it. */
@ApiTags('webhooks')
@ApiBearerAuth()
@Authenticated()
@Controller('webhooks/:id')
export class WebhookDeliveriesController {
  constructor(
    private readonly queries: WebhookQueries,
    private readonly redeliverWebhooks: RedeliverWebhooks,
    private readonly cursors: SignedCursors,
  ) {}

  @Get('deliveries')
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @ApiOperation({ summary: 'Read what a webhook was told', description: 'Newest first; of the last thirty days.' })
  @ApiOkResponse({ type: WebhookDeliveryPageDto })
  @ApiProblems(404)
  async deliveries(
    @Param('id') webhookId: string,
    @Query() query: PageQueryDto,
    @CurrentUser() owner: AuthenticatedUser,
  ): Promise<WebhookDeliveryPageDto> {
    const { data, nextCursor } = await this.cursors.page(`deliveries of ${webhookId}`, owner.id, query, (at) =>
      this.queries.deliveriesOf(owner.id, { ...at, webhookId }),
    );
    return { data: data.map((delivery) => WebhookDeliveryDto.of(delivery)), nextCursor };
  }

  @Post('redeliver')
  @Throttle(redeliveries)
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @HttpCode(200)
  @ApiOperation({ summary: 'Send deliveries once more', description: 'Those named, or all that failed; with a day of patience anew. Sixty times an hour.' })
  @ApiBody({ type: RedeliverWebhooksDto, required: false })
  @ApiOkResponse({ type: WebhooksRedeliveredDto })
  @ApiProblems(404, 409)
  async redeliver(
    @Param('id') id: string,
    @Body() { deliveryIds }: RedeliverWebhooksDto = {},
    @CurrentUser() owner: AuthenticatedUser,
  ): Promise<WebhooksRedeliveredDto> {
    return { redelivered: await this.redeliverWebhooks.execute(owner.id, id, deliveryIds ?? 'failed') };
  }
}
