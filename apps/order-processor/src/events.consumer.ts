import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { queueNames } from '@app/messaging';
import { withRequestId } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { ReadOrderEvents, ReceivedEvent } from './read-order-events';
import { NotifyCustomer } from './notify-customer';

/** What happened to orders in, e-mail out. */
@Injectable()
export class EventsConsumer {
  private readonly logger = new Logger(EventsConsumer.name);

  constructor(
    private readonly read: ReadOrderEvents,
    private readonly notifyCustomer: NotifyCustomer,
  ) {}

  /** Acknowledges the messages it returns; the others come back after their visibility timeout. */
  @SqsMessageHandler(queueNames.events, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const { events, done } = await this.read.from(queueNames.events, messages);
    const outcomes = await Promise.allSettled(events.map((received) => this.notify(received)));
    const told = events.filter((_, index) => outcomes[index]?.status === 'fulfilled').map(({ message }) => message);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure && told.length + done.length === 0) {
      throw failure.reason;
    }
    return [...done, ...told];
  }

  private notify({ message, event }: ReceivedEvent): Promise<void> {
    return withRequestId(event.correlationId, async () => {
      try {
        await this.notifyCustomer.execute(event);
      } catch (error) {
        this.logger.error({ eventId: event.id }, 'A customer could not be told', error);
        await this.read.settle(queueNames.events, message, error);
      }
    });
  }
}
