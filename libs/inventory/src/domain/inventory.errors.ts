import { DomainError } from '@app/contracts';

export function skuUnknown(sku: string): DomainError {
  return new DomainError({ kind: 'not_found', code: 'sku_unknown', message: `There is no product with the SKU ${sku}.` });
}

export function stockBelowReserved({ sku, reserved }: { sku: string; reserved: number }): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'stock_below_reserved',
    message: `${reserved} units of ${sku} are reserved for confirmed orders; on hand may not fall below that.`,
  });
}

export function stockAboveMaximum(sku: string, maximum: number): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'stock_above_maximum',
    message: `More than ${maximum} units of ${sku} cannot be on hand.`,
  });
}

/** The caller named what it had seen of the product, and the product is something else by now. */
export function versionMismatch(): DomainError {
  return new DomainError({
    kind: 'precondition_failed',
    code: 'version_mismatch',
    message: 'The product is not as If-Match or If-None-Match demands. Read it again and decide anew.',
  });
}

/** Since somebody saw that a product's units do not agree, something beside orders moved them, or it is gone. */
export function unitsChangedSince(sku: string): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'units_changed_since',
    message: `What is reserved of ${sku} was changed by more than orders meanwhile. Look again.`,
  });
}

/** An allocation promised more than there is, or the stock changed underneath it: nothing was reserved. */
export function stockNotAvailable(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'stock_not_available',
    message: 'The stock changed while it was being reserved.',
  });
}
