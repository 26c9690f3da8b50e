import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiLink, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, CurrentUser, Roles } from '@app/auth';
import { CancelOrder, FulfilOrder } from '@app/orders';
import { traceparentOf } from '@app/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../api-problems';
import { parseIfMatch } from '../entity-tag';
import { ifMatchHeader } from '../entity-tag-headers';
import { RequestHeader } from '../request-header';
import { answerWithOrder } from './answer-with-order';
import { CancelOrderDto } from './cancel-order.dto';
import { OrderDto } from './order.dto';

const ifMatch = ifMatchHeader('order');

/** How orders end, once they are placed. */
@ApiTags('orders')
@ApiBearerAuth()
@Controller('orders')
export class OrderEndingController {
  constructor(
    private readonly cancelOrder: CancelOrder,
    private readonly fulfilOrder: FulfilOrder,
  ) {}

  @Post(':id/cancel')
  @ApiLink({ from: OrderDto, routeParam: 'id' })
  @Authenticated()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel an order',
    description: 'Pending or confirmed orders only; what a confirmed order reserved is given back with it.',
  })
  @ApiHeader(ifMatch)
  @ApiBody({ type: CancelOrderDto, required: false })
  @ApiOkResponse({ type: OrderDto })
  @ApiProblems(404, 409, 412)
  async cancel(
    @Param('id') orderId: string,
    @Body() { reason }: CancelOrderDto = {},
    @CurrentUser() by: AuthenticatedUser,
    @RequestHeader('if-match') match: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderDto> {
    const expectedVersion = parseIfMatch(match);
    const input = { orderId, by, reason: reason ?? undefined, expectedVersion, ...causeIn(request) };
    return answerWithOrder(await this.cancelOrder.execute(input), reply);
  }

  @Post(':id/fulfil')
  @ApiLink({ from: OrderDto, routeParam: 'id' })
  @Roles('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Fulfil an order',
    description: 'Administrators only. Confirmed orders only; what the order reserved leaves the shelf.',
  })
  @ApiHeader(ifMatch)
  @ApiOkResponse({ type: OrderDto })
  @ApiProblems(403, 404, 409, 412)
  async fulfil(
    @Param('id') orderId: string,
    @CurrentUser() by: AuthenticatedUser,
    @RequestHeader('if-match') match: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderDto> {
    const expectedVersion = parseIfMatch(match);
    return answerWithOrder(await this.fulfilOrder.execute({ orderId, by, expectedVersion, ...causeIn(request) }), reply);
  }
}

function causeIn(request: FastifyRequest): { requestId: string; traceparent?: string } {
  return { requestId: request.id, traceparent: traceparentOf(request) };
}
