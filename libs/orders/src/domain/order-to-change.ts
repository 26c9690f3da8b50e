import { Order } from './order';
import { orderNotFound, versionMismatch } from './order.errors';
import { mayView, Viewer } from './viewer';

/**
 * The order that was found, if the viewer may change it and has seen its latest version.
 *
 * @throws DomainError `order_not_found` (not_found), also for an order of somebody else; `version_mismatch` (precondition_failed).
 */
export function orderToChange(found: Order | undefined, viewer: Viewer, expectedVersion?: number): Order {
  if (!found || !mayView(viewer, found)) {
    throw orderNotFound();
  }
  if (expectedVersion !== undefined && expectedVersion !== found.version) {
    throw versionMismatch();
  }
  return found;
}
