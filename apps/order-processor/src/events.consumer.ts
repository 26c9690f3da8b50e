import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { Outbox, queueNames } from '@app/messaging';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { NotifyCustomer } from './notify-customer';
import { NotifySubscribers } from './notify-subscribers';
import { endedMessages, ReadOrderEvents, ReceivedEvent } from './read-order-events';

/** What happened to orders in, e-mail and webhooks out. */
@Injectable()
export class EventsConsumer {
  private readonly logger = new Logger(EventsConsumer.name);

  constructor(
    private readonly read: ReadOrderEvents,
    private readonly notifyCustomer: NotifyCustomer,
    private readonly notifySubscribers: NotifySubscribers,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Acknowledges the messages whose notifications are on record, sent or not; the others come back. Throws when
   * there are only others.
   */
  @SqsMessageHandler(queueNames.events, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const { events, done } = await this.read.from(queueNames.events, messages);
    const outcomes = await Promise.allSettled(events.map((received) => this.notify(received)));
    const recorded = endedMessages(events, outcomes);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure && recorded.length + done.length === 0) {
      throw failure.reason;
    }
    return [...done, ...recorded];
  }

  private async notify(received: ReceivedEvent): Promise<void> {
    const { event } = received;
    try {
      await Promise.all([this.notifyCustomer.execute(event), this.notifySubscribers.record(event)]);
      await this.notifySubscribers.call(event);
      await this.outbox.answered(event);
    } catch (error) {
      const { id: eventId, correlationId: requestId } = event;
      this.logger.error({ eventId, requestId }, 'A notification could not be put on record', error);
      await this.read.settleEvent(queueNames.events, received, error);
      await this.outbox.abandoned(event);
    }
  }
}
