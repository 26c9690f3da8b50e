import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiLink, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedRequest, AuthenticatedUser, CurrentUser, currentUser } from '@app/auth';
import { Order, OrderQueries, PlaceOrder } from '@app/orders';
import { ConcurrencyLimits, Throttle, traceparentOf } from '@app/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { etagHeader, ifNoneMatchHeader } from '../entity-tag-headers';
import { SignedCursors } from '../signed-cursors';
import { answerWithOrder, answerWithRendered } from './answer-with-order';
import { AwaitDecision } from './await-decision';
import { ListOrdersQueryDto } from './list-orders.query.dto';
import { OrderPageDto } from './order-page.dto';
import { OrderDto } from './order.dto';
import { idempotencyKeyForm, parseIdempotencyKey, parsePreferredWait } from './place-order-headers';
import { PlaceOrderDto } from './place-order.dto';

const orders = { name: 'orders', limit: 300, seconds: 60 };
/** Of a page of large orders, whoever asks, comes more than of all else. */
const lists = { name: 'order-lists', limit: 600, seconds: 60 };
const waits = { name: 'waits', limit: 10 };

const etag = etagHeader('order');

const idempotencyKeyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: '1 to 255 characters, your choice; kept for ever.',
  schema: { type: 'string', pattern: idempotencyKeyForm.source },
} as const;

const preferHeader = {
  name: 'Prefer',
  required: false,
  description:
    '`wait=N`: wait up to N seconds (30 at most) for the decision. Ten requests of a user wait at a time; more are answered at once.',
  schema: { type: 'string', example: 'wait=5' },
} as const;

// Requests as they are: taking one apart into parameters, each through the pipes, costs more than reading an order.
type PlaceOrderRequest = FastifyRequest<{ Headers: { 'idempotency-key'?: string; prefer?: string } }> & AuthenticatedRequest;
type ReadOrderRequest = FastifyRequest<{ Params: { id: string } }> & AuthenticatedRequest;

@ApiTags('orders')
@ApiBearerAuth()
@Authenticated()
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly placeOrder: PlaceOrder,
    private readonly awaitDecision: AwaitDecision,
    private readonly queries: OrderQueries,
    private readonly concurrency: ConcurrencyLimits,
    private readonly cursors: SignedCursors,
  ) {}

  @Post()
  @Throttle(orders)
  @ApiOperation({
    summary: 'Place an order',
    description:
      'Answers once the order is stored for good; whether there is enough stock is decided right afterwards. ' +
      'Send an Idempotency-Key to be able to repeat the request safely, and `Prefer: wait=5` to get the decision at once. ' +
      'A user can send 300 of these requests a minute.',
  })
  @ApiHeader(idempotencyKeyHeader)
  @ApiHeader(preferHeader)
  @ApiCreatedResponse({
    type: OrderDto,
    headers: {
      ETag: etag,
      Location: { description: 'The address of the order.', schema: { type: 'string' } },
      'Idempotent-Replayed': { description: '`true`: this order was placed before.', schema: { type: 'string' } },
      'Preference-Applied': { description: '`wait=N`: the decision came in time, or was there already.', schema: { type: 'string' } },
    },
  })
  @ApiProblems(422)
  async place(
    @Body() { items, note = null }: PlaceOrderDto,
    @Req() request: PlaceOrderRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderDto> {
    const { id: requestId, headers, raw } = request;
    const { id: userId } = currentUser(request);
    const idempotencyKey = parseIdempotencyKey(headers['idempotency-key'], raw.rawHeaders);
    const traceparent = traceparentOf(request);
    const { order, isNew } = await this.placeOrder.execute({ userId, items, note, idempotencyKey, requestId, traceparent });
    reply.header('location', `/api/orders/${order.id}`);
    if (!isNew) {
      reply.header('idempotent-replayed', 'true');
    }
    return answerWithOrder((await this.decisionIfPreferred(order, headers.prefer, reply)) ?? order, reply);
  }

  @Get(':id')
  @ApiLink({ from: OrderDto, routeParam: 'id' })
  @ApiOperation({ summary: 'Read an order' })
  @ApiParam({ name: 'id', type: String })
  @ApiHeader(ifNoneMatchHeader('order'))
  @ApiOkResponse({ type: OrderDto, headers: { ETag: etag } })
  @ApiResponse({ status: 304, description: 'You have it as it is.', headers: { ETag: etag } })
  @ApiProblems(404)
  async byId(@Req() request: ReadOrderRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | undefined> {
    const order = await this.queries.order(currentUser(request), request.params.id);
    return answerWithRendered(order, request.headers['if-none-match'], reply);
  }

  @Get()
  @Throttle(lists)
  @ApiOperation({ summary: 'List orders', description: 'Newest first. Customers see their own, administrators all.' })
  @ApiOkResponse({ type: OrderPageDto })
  async list(@Query() query: ListOrdersQueryDto, @CurrentUser() viewer: AuthenticatedUser): Promise<OrderPageDto> {
    const { data, nextCursor } = await this.cursors.page('orders', viewer.id, query, (at) => this.queries.list(viewer, at));
    return { data: data.map((order) => OrderDto.of(order)), nextCursor };
  }

  private async decisionIfPreferred(
    order: Order,
    prefer: string | undefined,
    reply: FastifyReply,
  ): Promise<Order | undefined> {
    const seconds = parsePreferredWait(prefer);
    if (seconds === 0) {
      return undefined;
    }
    const decided = order.status === 'PENDING' ? await this.decision(order, seconds) : order;
    if (decided) {
      reply.header('preference-applied', `wait=${seconds}`);
    }
    return decided;
  }

  /** A preference that cannot be met is ignored (RFC 7240): the order is stored already. */
  private async decision({ id, userId }: Order, seconds: number): Promise<Order | undefined> {
    if (!this.concurrency.hasRoom(waits, userId)) {
      return undefined;
    }
    const leave = this.concurrency.enter(waits, userId);
    return this.awaitDecision.execute(id, seconds).finally(leave);
  }
}
