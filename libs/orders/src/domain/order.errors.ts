import { DomainError } from '@app/contracts';

export function orderNotFound(): DomainError {
  return new DomainError({ kind: 'not_found', code: 'order_not_found', message: 'There is no such order.' });
}

export function invalidTransition(from: string, to: string): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'invalid_transition',
    message: `An order that is ${from} cannot become ${to}.`,
  });
}

/** Names each line whose SKU is not in the catalogue; `index` is the line's place in the request. */
export function skusUnknown(lines: readonly { sku: string; index: number }[]): DomainError {
  return new DomainError({
    kind: 'unprocessable',
    code: 'sku_unknown',
    message: 'The order names products that are not in the catalogue.',
    details: lines.map(({ sku, index }) => ({ path: `items.${index}.sku`, message: `There is no product ${sku}.` })),
  });
}

export function currenciesMixed(currencies: readonly string[]): DomainError {
  return new DomainError({
    kind: 'unprocessable',
    code: 'currencies_mixed',
    message: `All items of an order must be priced in one currency, not in ${currencies.join(' and ')}.`,
  });
}

export function quantityTooLarge(sku: string, maximum: number): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'quantity_too_large',
    message: `The lines of ${sku} add up to more than ${maximum} units.`,
  });
}

export function totalTooLarge(): DomainError {
  return new DomainError({
    kind: 'unprocessable',
    code: 'total_too_large',
    message: 'The total of the order is larger than can be counted exactly.',
  });
}

export function idempotencyKeyReused(): DomainError {
  return new DomainError({
    kind: 'unprocessable',
    code: 'idempotency_key_reused',
    message: 'This Idempotency-Key was used with a different order before.',
  });
}

/** The caller named the version it had seen, and the order has moved on since. */
export function versionMismatch(): DomainError {
  return new DomainError({
    kind: 'precondition_failed',
    code: 'version_mismatch',
    message: 'The order is not at the version that If-Match names. Read it again and decide anew.',
  });
}

/** The order exists, but too few servers have it to promise it to anybody: the same request may be repeated. */
export function orderNotDurableYet(): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'order_not_durable_yet',
    message: 'The order of this Idempotency-Key is being stored. Try again.',
  });
}

/** Somebody else changed the order in the meantime: read it again and decide anew. */
export function orderChanged(): DomainError {
  return new DomainError({ kind: 'conflict', code: 'order_changed', message: 'The order was changed in the meantime.' });
}
