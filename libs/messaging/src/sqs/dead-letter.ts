import { HandlerCall, OrderEventType, parseHandlerCall, parseOrderEvent } from '@app/contracts';
import { HeldLetter } from './dead-letter-queue';
import { QueueName, queueNames } from './queue-name';

const longestBody = 4000;
const movedBySqs = 'SQS moved it here by itself: it was delivered again and again, and never acknowledged.';

/** A message that was given up, as an administrator sees it. */
export interface DeadLetter {
  /** Its id among the dead letters; sent back, it becomes another message. */
  readonly id: string;
  /** Where it failed, and where it goes back to. */
  readonly queue: QueueName;
  readonly reason: string;
  /** As it was sent, whatever it is; cut after 4,000 characters. */
  readonly body: string;
  readonly sentAt: Date;
  /** How often SQS handed it out, about; looking at it counts, too. */
  readonly receives: number;
  /** Of the order event in it, if it is one. */
  readonly orderId?: string;
  readonly eventType?: OrderEventType;
  /** Who was to be told of the event, if it is the call of a handler. */
  readonly handler?: string;
}

/** What an administrator sees of a letter. */
export function deadLetterOf(queue: QueueName, { id, reason = movedBySqs, body, sentAt, receives }: HeldLetter): DeadLetter {
  const { event, handler } = contentsOf(queue, body);
  return {
    id,
    queue,
    reason,
    body: body.length > longestBody ? `${body.slice(0, longestBody)}…` : body,
    sentAt,
    receives,
    ...(event && { orderId: event.data.orderId, eventType: event.type }),
    ...(handler && { handler }),
  };
}

function contentsOf(queue: QueueName, body: string): Partial<HandlerCall> {
  try {
    return queue === queueNames.handlers ? parseHandlerCall(body) : { event: parseOrderEvent(body) };
  } catch {
    return {};
  }
}
