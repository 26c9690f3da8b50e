import { ReservedCorrection } from '@app/inventory';
import { OrderRecord } from '@app/orders';
import { Invariant } from '../../../apps/api/src/audit/invariants';

/** What mends something, naming what it was seen to be: it is not done to what has changed since. */
export type Mend =
  | { readonly kind: 'correct_reserved'; readonly correction: ReservedCorrection }
  | { readonly kind: 'announce_again'; readonly seen: OrderRecord };

/** What is wrong with one order or product, and what is to be done. */
export interface Finding {
  readonly subject: string;
  readonly invariants: readonly Invariant[];
  /** In words: what mends it, or what whoever reads this should do. */
  readonly todo: string;
  /** Absent where nothing can be mended safely. */
  readonly mend?: Mend;
}
