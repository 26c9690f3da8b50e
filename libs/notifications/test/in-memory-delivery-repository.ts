import { randomUUID } from 'node:crypto';
import { Claim, Delivery, deliveryIdOf, DeliveryRecord, DeliveryState, deliveryStates, isSettled, Lease } from '../src/domain/delivery';
import { DeliveryRepository } from '../src/ports/delivery.repository';

interface RememberedDelivery {
  delivery: Delivery;
  state: DeliveryState;
  attempts: number;
  ageSeconds: number;
  isDue: boolean;
  token?: string;
  outcome?: string;
}

/** Passes the same contract suite as the real one; leases and pauses run out when the test says so. */
export class InMemoryDeliveryRepository extends DeliveryRepository {
  private readonly deliveries = new Map<string, RememberedDelivery>();

  override async claim(delivery: Delivery): Promise<Claim | undefined> {
    const id = deliveryIdOf(delivery);
    const known = this.deliveries.get(id) ?? { delivery, state: 'waiting', attempts: 0, ageSeconds: 0, isDue: true };
    this.deliveries.set(id, known);
    return known.isDue ? this.lease(known) : undefined;
  }

  override async keepForLater(delivery: Delivery): Promise<void> {
    const id = deliveryIdOf(delivery);
    if (!this.deliveries.has(id)) {
      this.deliveries.set(id, { delivery, state: 'waiting', attempts: 0, ageSeconds: 0, isDue: true });
    }
  }

  override async claimDue(limit: number, except: readonly string[] = []): Promise<Claim[]> {
    const due = [...this.deliveries.values()].filter(({ isDue, delivery }) => isDue && !except.includes(delivery.channel));
    return due.slice(0, limit).map((known) => this.lease(known));
  }

  override async recordSent(lease: Lease, messageId: string): Promise<boolean> {
    return this.record(lease, 'sent', messageId);
  }

  override async recordFailed(lease: Lease, reason: string): Promise<boolean> {
    return this.record(lease, 'failed', reason);
  }

  override async postpone(lease: Lease, _pauseMs: number, reason: string): Promise<boolean> {
    return this.record(lease, 'waiting', reason);
  }

  override async ofOrders(orderIds: readonly string[]): Promise<DeliveryRecord[]> {
    const all = [...this.deliveries.values()].filter(({ delivery }) => delivery.orderId && orderIds.includes(delivery.orderId));
    return all.map(({ delivery, state, attempts, outcome }) => ({
      ...delivery,
      state,
      attempts,
      ...(state === 'sent' ? { sentAt: new Date() } : outcome && { lastError: outcome }),
      ...(!isSettled(state) && { dueAt: new Date() }),
    }));
  }

  override async counts(): Promise<Record<DeliveryState, number>> {
    const all = [...this.deliveries.values()];
    const counts = deliveryStates.map((name) => [name, all.filter(({ state }) => state === name).length]);
    return Object.fromEntries(counts) as Record<DeliveryState, number>;
  }

  /** Lets a lease or a pause run out at once. */
  makeDue(deliveryId: string): void {
    const known = this.deliveries.get(deliveryId);
    if (known && !isSettled(known.state)) {
      known.isDue = true;
    }
  }

  age(deliveryId: string, ageSeconds: number): void {
    Object.assign(this.deliveries.get(deliveryId) ?? {}, { ageSeconds });
  }

  /** `sent: m-1`, `failed: no such mailbox`, `waiting: no network`, `sending` while a sender has it. */
  historyOf(deliveryId: string): string {
    const { state, outcome } = this.deliveries.get(deliveryId) ?? {};
    return outcome ? `${state}: ${outcome}` : String(state);
  }

  private lease(known: RememberedDelivery): Claim {
    const token = randomUUID();
    Object.assign(known, { state: 'sending', isDue: false, attempts: known.attempts + 1, token, outcome: undefined });
    const { delivery, attempts, ageSeconds } = known;
    return { deliveryId: deliveryIdOf(delivery), token, delivery, attempts, ageSeconds };
  }

  private record({ deliveryId, token }: Lease, state: DeliveryState, outcome: string): boolean {
    const known = this.deliveries.get(deliveryId);
    const isRepeated = isSettled(state) && known?.state === state;
    if (!known || known.token !== token || (known.state !== 'sending' && !isRepeated)) {
      return false;
    }
    Object.assign(known, { state, outcome, isDue: false });
    return true;
  }
}
