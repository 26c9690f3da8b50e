import { randomUUID } from 'node:crypto';
import { Delivery, deliveryIdOf, DeliveryState, isSettled, Lease } from '../src/domain/delivery';
import { deliveryInProgress } from '../src/domain/notifications.errors';
import { DeliveryRepository } from '../src/ports/delivery.repository';

interface RememberedDelivery {
  state: DeliveryState;
  token?: string;
  holder?: string;
  outcome?: string;
}

/** Passes the same contract suite as the real one; leases run out when the test says so. */
export class InMemoryDeliveryRepository extends DeliveryRepository {
  private readonly deliveries = new Map<string, RememberedDelivery>();

  override async claim(delivery: Delivery): Promise<Lease | undefined> {
    const deliveryId = deliveryIdOf(delivery);
    const known = this.deliveries.get(deliveryId);
    if (known && isSettled(known.state)) {
      return undefined;
    }
    if (known?.holder) {
      throw deliveryInProgress(deliveryId);
    }
    const token = randomUUID();
    this.deliveries.set(deliveryId, { state: 'sending', token, holder: token });
    return { deliveryId, token };
  }

  override async recordSent(lease: Lease, messageId: string): Promise<boolean> {
    return this.settle(lease, 'sent', messageId);
  }

  override async recordFailed(lease: Lease, reason: string): Promise<boolean> {
    return this.settle(lease, 'failed', reason);
  }

  override async release({ deliveryId, token }: Lease): Promise<void> {
    if (this.deliveries.get(deliveryId)?.holder === token) {
      this.expire(deliveryId);
    }
  }

  expire(deliveryId: string): void {
    delete this.deliveries.get(deliveryId)?.holder;
  }

  /** `sent: m-1`, `failed: no such mailbox`, `sending` while a sender has it, `open` when anybody may claim it. */
  historyOf(deliveryId: string): string {
    const { state, outcome, holder } = this.deliveries.get(deliveryId) ?? { state: 'sending' };
    return outcome ? `${state}: ${outcome}` : holder ? state : 'open';
  }

  private settle({ deliveryId, token }: Lease, state: DeliveryState, outcome: string): boolean {
    const known = this.deliveries.get(deliveryId);
    if (known?.token !== token || !['sending', state].includes(known.state)) {
      return false;
    }
    this.deliveries.set(deliveryId, { state, token, outcome });
    return true;
  }
}
