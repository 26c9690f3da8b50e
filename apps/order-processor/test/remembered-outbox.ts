import { OrderEvent } from '@app/contracts';
import { Outbox } from '@app/messaging';

/** Remembers which events had their effect, and which were given up. */
export class RememberedOutbox implements Pick<Outbox, 'answered' | 'abandoned'> {
  readonly answeredIds: string[] = [];
  readonly abandonedIds: string[] = [];

  async answered({ id }: OrderEvent): Promise<void> {
    this.answeredIds.push(id);
  }

  async abandoned({ id }: OrderEvent): Promise<void> {
    this.abandonedIds.push(id);
  }
}
