import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { OnOrderEvent } from '@app/messaging';
import { AppInProcess, Member } from './support/app-in-process';
import { eventually } from './support/eventually';
import { SpanTree } from './support/span-tree';
import { WebhookReceiver } from './support/webhook-receiver';

/** A shop's own handler of order events. */
@Injectable()
class Witness {
  readonly traceparents: (string | undefined)[] = [];
  failure: Error | undefined;

  @OnOrderEvent('order.confirmed')
  async see({ traceparent }: OrderEvent): Promise<void> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) {
      throw failure;
    }
    this.traceparents.push(traceparent);
  }
}

const spans = new SpanTree();
let api: AppInProcess;
let processor: AppInProcess;
let customer: Member;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await new WebhookReceiver().start();
  const environment = { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' };
  api = await AppInProcess.api({ environment, extend: spans.traced });
  processor = await AppInProcess.orderProcessor({ extensions: { handlers: [Witness] }, extend: spans.traced });
  const admin = await api.register('admin');
  customer = await api.register();
  await api.call('PUT', '/api/inventory/TEA', { by: admin, body: { name: 'Tea', unitPrice: 100, currency: 'EUR', onHand: 10 } });
  const webhook = await api.call('POST', '/api/webhooks', { by: customer, body: { url: receiver.url, events: ['order.confirmed'] } });
  receiver.secret = (JSON.parse(webhook.text) as { secret: string }).secret;
});

afterAll(async () => {
  await processor.stop();
  await api.stop();
  await receiver.stop();
});

describe('the trace of an order', () => {
  it('goes on where the caller is, through both queues, to the e-mail, the webhook and the handler', async () => {
    const { traceId, spanId, traceparent } = newTrace();
    const order = await placed({ headers: { traceparent } });
    await eventually(async () => expect(spans.causedBy(traceId, spanId)).toEqual([fromRequestToCustomer]));
    expect(new Set(spans.spansOf(traceId).slice(1).map(({ attributes }) => attributes['order.id'] ?? order.id))).toEqual(new Set([order.id]));
    expect(receiver.traceparents).toEqual([expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`)]);
    expect(processor.get(Witness).traceparents).toEqual([expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`)]);
  });

  it('is its own for what the customer asks for later, and is not shown to them', async () => {
    const order = await placed({});
    await api.call('GET', `/api/orders/${order.id}`, { by: customer, headers: { prefer: 'wait=10' } });
    await eventually(async () => expect(JSON.parse(await shown(order)).status).toBe('CONFIRMED'));
    const { traceId, spanId, traceparent } = newTrace();
    await api.call('POST', `/api/orders/${order.id}/cancel`, { by: customer, headers: { traceparent }, body: {} });
    const told = { name: 'process events', causes: [leaf('deliver email')] };
    const cancelled = { name: 'POST /api/orders/:id/cancel', causes: [{ name: 'send events', causes: [told] }] };
    await eventually(async () => expect(spans.causedBy(traceId, spanId)).toEqual([cancelled]));
    expect(await shown(order)).not.toContain(traceId);
  });

  it('begins with the request where the caller names none, or one that is malformed', async () => {
    const given = ['', '00-00000000000000000000000000000000-0000000000000000-01', `00-${'f'.repeat(32)}-${'f'.repeat(16)}`];
    const answers = await Promise.all(given.map((traceparent) => api.call('GET', '/api/orders', { by: customer, headers: { traceparent } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(spans.spansOf('f'.repeat(32))).toEqual([]);
    expect(spans.spansOf('0'.repeat(32))).toEqual([]);
  });

  it('tells of what failed', async () => {
    processor.get(Witness).failure = new Error('The courier does not answer.');
    const { traceId, traceparent } = newTrace();
    await placed({ headers: { traceparent } });
    await eventually(async () => {
      const handled = spans.spansOf(traceId).filter(({ name }) => name === 'process handlers');
      expect(handled.map(({ status }) => status)).toEqual([{ code: 2, message: 'Error: The courier does not answer.' }, { code: 0 }]);
    });
  });

  it('has nothing of the questions that machines ask', async () => {
    const { traceId, traceparent } = newTrace();
    await api.call('GET', '/health/live', { headers: { traceparent } });
    await api.call('GET', '/metrics', { headers: { traceparent } });
    expect(spans.spansOf(traceId)).toEqual([]);
  });
});

const leaf = (name: string) => ({ name, causes: [] });

const fromRequestToCustomer = {
  name: 'POST /api/orders',
  causes: [
    {
      name: 'send orders',
      causes: [
        {
          name: 'process orders',
          causes: [
            {
              name: 'send events',
              causes: [{ name: 'process events', causes: [leaf('deliver email'), leaf('deliver webhook'), leaf('process handlers')] }],
            },
          ],
        },
      ],
    },
  ],
};

/** As a caller that is traced itself begins one. */
function newTrace(): { traceId: string; spanId: string; traceparent: string } {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` };
}

async function placed({ headers }: { headers?: Record<string, string> }): Promise<{ id: string }> {
  const { status, text } = await api.call('POST', '/api/orders', { by: customer, headers, body: { items: [{ sku: 'TEA', quantity: 1 }] } });
  expect(status).toBe(201);
  return JSON.parse(text) as { id: string };
}

async function shown({ id }: { id: string }): Promise<string> {
  return (await api.call('GET', `/api/orders/${id}`, { by: customer })).text;
}
