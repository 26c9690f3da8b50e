import { HandlerCall } from '@app/contracts';
import { HandlerCalls, OnOrderEvent } from '@app/messaging';
import { Metrics } from '@app/platform';
import { RecordWebhookEvent, WebhookDispatch } from '@app/webhooks';
import { anOrderEvent } from '../test/a-message';
import { NotifySubscribers } from './notify-subscribers';
import { OrderEventHandlers } from './order-event-handlers';
import { TellHandlers } from './tell-handlers';

class Courier {
  @OnOrderEvent('order.confirmed')
  book(): void {}
}

describe('notifying the subscribers of an event', () => {
  let calls: HandlerCall[];
  let recorded: string[];
  let isSqsAway: boolean;
  let isDatabaseAway: boolean;
  let notify: NotifySubscribers;

  beforeEach(() => {
    [calls, recorded, isSqsAway, isDatabaseAway] = [[], [], false, false];
    const add = async (call: HandlerCall): Promise<void> => {
      if (isSqsAway) {
        throw new Error('connect ECONNREFUSED');
      }
      calls.push(call);
    };
    const record = async ({ id }: HandlerCall['event']): Promise<void> => {
      if (isDatabaseAway) {
        throw new Error('no primary');
      }
      recorded.push(id);
    };
    const handlers = new OrderEventHandlers([new Courier()], new Metrics());
    notify = new NotifySubscribers(
      { execute: record } as unknown as RecordWebhookEvent,
      { ring: () => undefined } as unknown as WebhookDispatch,
      new TellHandlers(handlers, { add } as unknown as HandlerCalls),
    );
  });

  it('has handlers called and puts it on record for webhooks', async () => {
    const event = anOrderEvent('order-1', 'order.confirmed');
    await notify.record(event);
    await notify.call(event);
    expect(calls).toEqual([{ handler: 'Courier.book', event }]);
    expect(recorded).toEqual([event.id]);
  });

  it('has nobody called who is not for such events', async () => {
    await notify.call(anOrderEvent('order-1', 'order.rejected'));
    expect(calls).toEqual([]);
  });

  it('fails when it could not be put on record', async () => {
    isDatabaseAway = true;
    await expect(notify.record(anOrderEvent('order-1', 'order.confirmed'))).rejects.toThrow('no primary');
  });

  it('fails when a call could not be put on the queue: the event is to come back', async () => {
    isSqsAway = true;
    await expect(notify.call(anOrderEvent('order-1', 'order.confirmed'))).rejects.toThrow();
  });
});
