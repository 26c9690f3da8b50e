import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { AuthenticatedRequest, currentUser, Roles } from '@app/auth';
import { ConcurrencyLimits, Throttle } from '@app/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { Follower } from '../streams/follower';
import { Operations } from './operations';
import { OperationsDto } from './operations.dto';
import { WatchOperations } from './watch-operations';

const looks = { name: 'looks-at-operations', limit: 120, seconds: 60 };
const streams = { name: 'operations-streams', limit: 10 };
const eventStream = 'text/event-stream';

type AdminRequest = FastifyRequest & AuthenticatedRequest;

/** What the operations page shows, for programs, too. */
@ApiTags('admin')
@ApiBearerAuth()
@ApiExtraModels(OperationsDto)
@ApiProblems(403)
@Roles('admin')
@Controller('admin/operations')
export class OperationsController {
  constructor(
    private readonly operations: Operations,
    private readonly watch: WatchOperations,
    private readonly concurrency: ConcurrencyLimits,
  ) {}

  @Get()
  @Throttle(looks)
  @ApiOperation({
    summary: 'See what happens in the shop',
    description:
      'Orders per second, what waits and for how long, queues, dead letters, low stock. With `Accept: text/event-stream` anew every two ' +
      'seconds, as server-sent events, for a minute at the longest; ten streams of a user at a time. Administrators only.',
  })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(OperationsDto) } },
      [eventStream]: { schema: { $ref: getSchemaPath(OperationsDto) } },
    },
  })
  async now(@Req() request: AdminRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.headers.accept !== eventStream) {
      void reply.send(await this.operations.now());
      return;
    }
    reply.header('content-type', eventStream).header('cache-control', 'no-store').header('x-accel-buffering', 'no');
    void reply.send(request.method === 'HEAD' ? '' : this.stream(currentUser(request).id, reply));
  }

  private stream(userId: string, reply: FastifyReply): Readable {
    const leave = this.concurrency.enter(streams, userId);
    const follower = new Follower();
    reply.raw.once('close', () => follower.leave());
    return Readable.from(asEvents(this.watch.execute(follower)), { highWaterMark: 1 }).once('close', leave);
  }
}

async function* asEvents(readings: AsyncIterable<OperationsDto>): AsyncGenerator<string> {
  for await (const reading of readings) {
    yield `data: ${JSON.stringify(reading)}\n\n`;
  }
}
