import { OrderEvent } from '@app/contracts';

/** Takes down the events that webhooks and handlers are told of, unless it is told to fail. */
export class RememberedWebhooks {
  readonly told: string[] = [];
  readonly called: string[] = [];
  failure: Error | undefined;

  async record({ id }: OrderEvent): Promise<void> {
    if (this.failure) {
      throw this.failure;
    }
    this.told.push(id);
  }

  async call({ id }: OrderEvent): Promise<void> {
    this.called.push(id);
  }
}
