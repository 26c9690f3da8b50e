import { isRecord, isText, malformedEvent } from './event-envelope';

/** The live hint that an order changed. Worth something only now, and may be lost: never the source of truth. */
export interface OrderUpdated {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/**
 * The hints in a live message: one by itself, or a list of them.
 *
 * @throws DomainError `malformed_event` (invalid) when what came is neither.
 */
export function parseOrderUpdates(payload: unknown): OrderUpdated[] {
  return Array.isArray(payload) ? payload.map(parseOrderUpdated) : [parseOrderUpdated(payload)];
}

/** @throws DomainError `malformed_event` (invalid) when what came is no such hint. */
function parseOrderUpdated(payload: unknown): OrderUpdated {
  const { id, version, status } = isRecord(payload) ? payload : {};
  if (!isText(id) || !Number.isInteger(version) || !isText(status)) {
    throw malformedEvent('The live update does not name an order, its version and its status.');
  }
  return { id, version: version as number, status };
}
