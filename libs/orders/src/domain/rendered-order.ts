import { Order } from './order';

/** An order at one version as the outside sees it, beside the facts that decide who does. */
export interface RenderedOrder extends Pick<Order, 'id' | 'userId' | 'status' | 'version'> {
  readonly json: string;
}
