import { createHash } from 'node:crypto';
import { quantityTooLarge } from './order.errors';

export const maxQuantity = 10_000;

/** What a customer asks for: no prices, those come from the catalogue. */
export interface OrderRequest {
  readonly items: readonly RequestedLine[];
  readonly note: string | null;
}

export interface RequestedLine {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * Sums the lines of one SKU; the first one keeps its place.
 *
 * @throws DomainError `quantity_too_large` (invalid) when a sum is more than one line may ask for.
 */
export function mergeLines(lines: readonly RequestedLine[]): RequestedLine[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  }
  return [...quantities].map(([sku, quantity]) => {
    if (quantity > maxQuantity) {
      throw quantityTooLarge(sku, maxQuantity);
    }
    return { sku, quantity };
  });
}

/**
 * A SHA-256 of what is asked for, the same however it was written down: lines merged and sorted,
 * so that a repeated request is known from a different one under the same idempotency key.
 */
export function fingerprintOf({ items, note }: OrderRequest): string {
  const lines = mergeLines(items)
    .map(({ sku, quantity }) => [sku, quantity] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify({ lines, note })).digest('hex');
}
