import { Order } from './order';

/** Who asks: a customer sees and changes only their own orders, an administrator all. */
export interface Viewer {
  readonly id: string;
  readonly role: 'customer' | 'admin';
}

export function mayView(viewer: Viewer, order: Pick<Order, 'userId'>): boolean {
  return viewer.role === 'admin' || order.userId === viewer.id;
}
