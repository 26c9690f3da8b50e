import { versionMismatch } from './inventory.errors';
import { Product } from './product';

/** What a caller may demand of a product: that it is at this version, that it is in the catalogue, or that it is not. */
export type ProductCondition = number | 'present' | 'absent';

/**
 * The product that was found, or that none was, if that is all that the caller demands. What is written afterwards must be
 * written in the transaction in which it was found.
 *
 * @throws DomainError `version_mismatch` (precondition_failed).
 */
export function productToChange(found: Product | undefined, conditions: readonly ProductCondition[]): Product | undefined {
  if (!conditions.every((condition) => isMet(condition, found))) {
    throw versionMismatch();
  }
  return found;
}

function isMet(condition: ProductCondition, found: Product | undefined): boolean {
  if (condition === 'absent') {
    return !found;
  }
  return found !== undefined && (condition === 'present' || condition === found.version);
}
