import { Order, RenderedOrder } from '@app/orders';
import { FastifyReply } from 'fastify';
import { etagOf, isKnown } from '../entity-tag';
import { OrderDto } from './order.dto';

/** The order as the outside sees it, with its entity tag. */
export function answerWithOrder(order: Order, reply: FastifyReply): OrderDto {
  reply.header('etag', etagOf(order));
  return OrderDto.of(order);
}

/** The same for an order that is rendered already; 304 without a body when `ifNoneMatch` names its entity tag. */
export function answerWithRendered(
  order: RenderedOrder,
  ifNoneMatch: string | undefined,
  reply: FastifyReply,
): string | undefined {
  reply.header('etag', etagOf(order));
  if (isKnown(order, ifNoneMatch)) {
    reply.code(304);
    return undefined;
  }
  reply.header('content-type', 'application/json; charset=utf-8');
  return order.json;
}
