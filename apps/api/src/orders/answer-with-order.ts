import { Order } from '@app/orders';
import { FastifyReply } from 'fastify';
import { etagOf } from './order-etag';
import { OrderDto } from './order.dto';

/** The order as the outside sees it, with its entity tag. */
export function answerWithOrder(order: Order, reply: FastifyReply): OrderDto {
  reply.header('etag', etagOf(order));
  return OrderDto.of(order);
}
