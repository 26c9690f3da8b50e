import { eventually } from './eventually';
import { Shopper } from './shopper';

/** What the audit of a database counted. */
export interface Audit {
  readonly orders: Readonly<Record<string, number>>;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly products: number;
}

interface Report extends Audit {
  readonly invariants: readonly { readonly name: string; readonly violations: number; readonly examples: readonly string[] }[];
}

/** Waits until nothing is under way any more, and expects every invariant to hold over the whole database. */
export function soundDatabase(admin: Shopper): Promise<Audit> {
  return eventually(async () => {
    const { status, body } = await admin.get('/api/admin/audit?graceSeconds=0');
    expect(status).toBe(200);
    const { invariants, ...audit } = body as unknown as Report;
    expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    expect({ pending: audit.orders.PENDING, waiting: audit.deliveries.waiting, sending: audit.deliveries.sending }).toEqual({
      pending: 0,
      waiting: 0,
      sending: 0,
    });
    return audit;
  });
}
