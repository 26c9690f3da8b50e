import { isRecord, isText, malformedEvent } from './event-envelope';

/** The live hint that an order changed. Worth something only now, and may be lost: never the source of truth. */
export interface OrderUpdated {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** @throws DomainError `malformed_event` (invalid) when what came is no such hint. */
export function parseOrderUpdated(payload: unknown): OrderUpdated {
  const { id, version, status } = isRecord(payload) ? payload : {};
  if (!isText(id) || !Number.isInteger(version) || !isText(status)) {
    throw malformedEvent('The live update does not name an order, its version and its status.');
  }
  return { id, version: version as number, status };
}
