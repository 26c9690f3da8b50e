import { OrderEvent } from '@app/contracts';

/** Takes down the events that webhooks are told of, unless it is told to fail. */
export class RememberedWebhooks {
  readonly told: string[] = [];
  failure: Error | undefined;

  async execute({ id }: OrderEvent, { after }: { after?: Promise<void> } = {}): Promise<void> {
    await after;
    if (this.failure) {
      throw this.failure;
    }
    this.told.push(id);
  }
}
