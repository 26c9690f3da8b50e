import { Entry } from '../report/entry';
import { Rig } from '../rig';

/** One comparison: measures on its own, and leaves nothing running. */
export interface Row {
  readonly name: string;
  /** Completes "measures …" in the help. */
  readonly about: string;
  /** Takes so long that a quick run does it only when asked for it by name. */
  readonly isLong?: boolean;
  run(rig: Rig): Promise<Entry[]>;
}

/** Of the shop in all rows but `growth`. */
export const catalogueSize = 1000;
export const connections = 64;
