import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiLink, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Authenticated, AuthenticatedRequest, currentUser } from '@app/auth';
import { isFinal, OrderQueries } from '@app/orders';
import { ConcurrencyLimits } from '@app/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { Follower } from '../streams/follower';
import { eventStream, parseLastEventId } from './event-stream';
import { FollowOrder } from './follow-order';
import { OrderDto, TimelineEntryDto } from './order.dto';

const streams = { name: 'event-streams', limit: 20 };

const lastEventId = {
  name: 'Last-Event-ID',
  required: false,
  description: 'The id of the last event you know: what came after it is sent. From any instance.',
  schema: { type: 'string', pattern: '^[0-9]{0,9}$', example: '1' },
} as const;

const example = `retry: 1500

id: 1
data: {"seq":1,"status":"PENDING","at":"2026-01-31T09:29:59.900Z","actor":"customer"}

id: 2
data: {"seq":2,"status":"CONFIRMED","at":"2026-01-31T09:30:00.000Z","actor":"system"}

`;

type FollowRequest = FastifyRequest<{ Params: { id: string }; Headers: { 'last-event-id'?: string } }> & AuthenticatedRequest;

/** Orders as they change, for who would otherwise have to ask again and again. */
@ApiTags('orders')
@ApiBearerAuth()
@Authenticated()
@Controller('orders')
export class OrderEventsController {
  constructor(
    private readonly queries: OrderQueries,
    private readonly followOrder: FollowOrder,
    private readonly concurrency: ConcurrencyLimits,
  ) {}

  @Get(':id/events')
  @ApiLink({ from: OrderDto, routeParam: 'id' })
  @ApiOperation({
    summary: 'Follow an order',
    description:
      'Server-sent events: an entry of the timeline each, under its `seq`, those that are there already first. ' +
      'Ends after the last that an order can have, and after ten minutes in any case: come back with the last id you know. ' +
      'A comment every five seconds or so shows that the connection is alive. Twenty streams of a user at a time.',
  })
  @ApiParam({ name: 'id', type: String })
  @ApiHeader(lastEventId)
  @ApiOkResponse({
    description: 'The events, as they come; the schema is that of each one\'s data.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(TimelineEntryDto) }, example } },
  })
  @ApiResponse({ status: 204, description: 'You know all that ever happens to this order.' })
  @ApiProblems(404)
  async follow(@Req() request: FollowRequest, @Res() reply: FastifyReply): Promise<void> {
    const { method, params, headers } = request;
    const user = currentUser(request);
    const seq = parseLastEventId(headers['last-event-id']);
    const { id, status, version } = await this.queries.order(user, params.id);
    if (isFinal(status) && seq >= version) {
      // What tells an EventSource not to come back.
      void reply.code(204).send();
      return;
    }
    reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
    void reply.send(method === 'HEAD' ? '' : this.stream(id, seq, user.id, reply));
  }

  /** Nothing is asked for that the client does not take: who reads nothing is cut off like with any other answer. */
  private stream(orderId: string, seq: number, userId: string, reply: FastifyReply): Readable {
    const leave = this.concurrency.enter(streams, userId);
    const follower = new Follower();
    const events = eventStream(this.followOrder.execute(orderId, seq, follower));
    reply.raw.once('close', () => follower.leave());
    return Readable.from(events, { highWaterMark: 1 }).once('close', leave);
  }
}
