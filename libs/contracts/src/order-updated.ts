/** The live hint that an order changed. Worth something only now, and may be lost: never the source of truth. */
export interface OrderUpdated {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}
