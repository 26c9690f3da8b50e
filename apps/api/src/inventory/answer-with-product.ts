import { Product } from '@app/inventory';
import { FastifyReply } from 'fastify';
import { etagOf } from '../entity-tag';
import { ProductDto } from './product.dto';

/** The product as the outside sees it, with its entity tag: whatever changes it, a reservation too, makes a new version. */
export function answerWithProduct(product: Product, reply: FastifyReply): ProductDto {
  reply.header('etag', etagOf(product));
  return ProductDto.of(product);
}
