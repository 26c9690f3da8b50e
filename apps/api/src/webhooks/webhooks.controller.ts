import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiLink, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, CurrentUser } from '@app/auth';
import { orderEventTypes } from '@app/contracts';
import { Throttle } from '@app/platform';
import { ChangeWebhook, RegisterWebhook, RemoveWebhook, ReplaceWebhookSecret, WebhookQueries } from '@app/webhooks';
import { ApiProblems } from '../api-problems';
import { ChangeWebhookDto } from './change-webhook.dto';
import { RegisterWebhookDto } from './register-webhook.dto';
import { RegisteredWebhookDto, WebhookDto, WebhookListDto, WebhookSecretDto } from './webhook.dto';

/** Each looks up a name, and could be used to find out what there is. */
const registrations = { name: 'webhook-addresses', limit: 60, seconds: 3600 };

/** Addresses that are told of order events. */
@ApiTags('webhooks')
@ApiBearerAuth()
@Authenticated()
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly registerWebhook: RegisterWebhook,
    private readonly changeWebhook: ChangeWebhook,
    private readonly replaceSecret: ReplaceWebhookSecret,
    private readonly removeWebhook: RemoveWebhook,
    private readonly queries: WebhookQueries,
  ) {}

  @Post()
  @Throttle(registrations)
  @ApiOperation({
    summary: 'Register a webhook',
    description:
      'From now on the address is sent what happens to orders, by POST, signed by the Standard Webhooks specification ' +
      '(standardwebhooks.com). Anything but 2xx is tried again for a day. The same event can come twice and late: tell by ' +
      '`webhook-id` and by `data.seq`. Ten webhooks a user, sixty addresses an hour.',
  })
  @ApiCreatedResponse({ type: RegisteredWebhookDto })
  @ApiProblems(403, 409, 422)
  async register(@Body() body: RegisterWebhookDto, @CurrentUser() owner: AuthenticatedUser): Promise<RegisteredWebhookDto> {
    const { url, events = [...orderEventTypes], scope = 'own', description = null } = body;
    const { webhook, secret } = await this.registerWebhook.execute({ owner, url, events, scope, description });
    return { ...WebhookDto.of(webhook), secret };
  }

  @Get()
  @ApiOperation({ summary: 'List your webhooks', description: 'The oldest first.' })
  @ApiOkResponse({ type: WebhookListDto })
  async list(@CurrentUser() { id }: AuthenticatedUser): Promise<WebhookListDto> {
    const webhooks = await this.queries.all(id);
    return { data: webhooks.map((webhook) => WebhookDto.of(webhook)) };
  }

  @Get(':id')
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @ApiOperation({ summary: 'Read a webhook' })
  @ApiOkResponse({ type: WebhookDto })
  @ApiProblems(404)
  async byId(@Param('id') id: string, @CurrentUser() owner: AuthenticatedUser): Promise<WebhookDto> {
    return WebhookDto.of(await this.queries.one(owner.id, id));
  }

  @Patch(':id')
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @Throttle(registrations)
  @ApiOperation({ summary: 'Change, disable or enable a webhook', description: 'What is on its way already goes to the new address.' })
  @ApiBody({ type: ChangeWebhookDto, required: false })
  @ApiOkResponse({ type: WebhookDto })
  @ApiProblems(404, 422)
  async change(
    @Param('id') id: string,
    @Body() { url, events, description, enabled }: ChangeWebhookDto = {},
    @CurrentUser() owner: AuthenticatedUser,
  ): Promise<WebhookDto> {
    const change = { url, events, description, isEnabled: enabled };
    return WebhookDto.of(await this.changeWebhook.execute({ ownerId: owner.id, id, ...change }));
  }

  @Post(':id/secret')
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @HttpCode(200)
  @ApiOperation({ summary: 'Replace the signing secret', description: 'For a day the one of before signs as well.' })
  @ApiOkResponse({ type: WebhookSecretDto })
  @ApiProblems(404)
  async newSecret(@Param('id') id: string, @CurrentUser() owner: AuthenticatedUser): Promise<WebhookSecretDto> {
    return { secret: await this.replaceSecret.execute(owner.id, id) };
  }

  @Delete(':id')
  @ApiLink({ from: RegisteredWebhookDto, routeParam: 'id' })
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a webhook', description: 'With all that was on its way to it.' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async remove(@Param('id') id: string, @CurrentUser() owner: AuthenticatedUser): Promise<void> {
    await this.removeWebhook.execute(owner.id, id);
  }
}
