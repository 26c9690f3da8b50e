import { DomainError } from '@app/contracts';
import { Order, OrderScreening, Refusal } from '@app/orders';
import { within } from '@app/platform';

const patienceMs = 10_000;

export interface Screened {
  /** By order id. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** What kept an order from being screened, by order id. */
  readonly failures: ReadonlyMap<string, Error>;
}

/** Asks the team's own rules about orders, each order by itself: a rule that fails or hangs on one keeps no other waiting for longer than ten seconds. */
export class ScreenOrders {
  constructor(private readonly screenings: readonly OrderScreening[]) {}

  async execute(orders: readonly Order[]): Promise<Screened> {
    const refusals = new Map<string, Refusal>();
    const failures = new Map<string, Error>();
    if (this.screenings.length > 0) {
      await Promise.all(
        orders.map(async (order) => {
          try {
            const refusal = await within(patienceMs, this.refusalOf(order), () => unanswered(order));
            if (refusal) {
              refusals.set(order.id, refusal);
            }
          } catch (error) {
            failures.set(order.id, error instanceof Error ? error : new Error(String(error)));
          }
        }),
      );
    }
    return { refusals, failures };
  }

  /** Each gets a copy: what it does to it changes neither the order nor what the next one sees. */
  private async refusalOf(order: Order): Promise<Refusal | undefined> {
    for (const screening of this.screenings) {
      const refusal = await screening.screen(structuredClone(order));
      if (refusal) {
        return withReason(refusal, screening);
      }
    }
    return undefined;
  }
}

function withReason({ reason }: Refusal, screening: OrderScreening): Refusal {
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw new Error(`${screening.constructor.name} refused an order without a reason.`);
  }
  return { reason: reason.replace(/\s+/g, ' ').trim() };
}

function unanswered({ id }: Order): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'screening_unanswered',
    message: `Order ${id} was not screened within ${patienceMs / 1000} seconds.`,
  });
}
