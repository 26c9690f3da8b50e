import { OrderRepository } from '@app/orders';
import { v7 as newId } from 'uuid';
import { AppInProcess, Member } from '../../../../test/support/app-in-process';
import { EventReader } from '../../../../test/support/event-reader';
import { eventually } from '../../../../test/support/eventually';

let api: AppInProcess;
let customer: Member;
let address: string;

beforeAll(async () => {
  api = await AppInProcess.api({ environment: { RATE_LIMIT: 'on' } });
  customer = await api.register();
  address = `/api/orders/${await placedOrder()}/events`;
});
afterAll(() => api.stop());

describe('following an order', () => {
  it.each(['-1', 'x', '1.5', '2 3'])('from %j on is refused', async (lastEventId) => {
    const { status, text } = await api.call('GET', address, { by: customer, headers: { 'last-event-id': lastEventId } });
    expect([status, JSON.parse(text)]).toEqual([400, expect.objectContaining({ code: 'invalid_last_event_id' })]);
  });

  it('is answered without a stream where only the headers are asked for', async () => {
    const { status, headers } = await api.call('HEAD', address, { by: customer });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });

  it('is kept by nobody in between', async () => {
    const reader = await follow();
    expect(Object.fromEntries(reader.headers)).toMatchObject({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    expect(reader.headers.get('x-request-id')).toBeTruthy();
    reader.cut();
  });

  it('is possible twenty times at once, and again when one has left', async () => {
    const readers: EventReader[] = [];
    const another = async () => {
      const reader = await follow();
      expect(reader.status).toBe(200);
      readers.push(reader);
    };
    for (let count = 0; count < 20; count += 1) {
      await eventually(another);
    }
    expect((await follow()).status).toBe(429);
    readers.pop()?.cut();
    await eventually(another);
    readers.forEach((reader) => reader.cut());
  });
});

function follow(): Promise<EventReader> {
  const [, , , id = ''] = address.split('/');
  return EventReader.open({ url: api.url, tokens: { accessToken: customer.token, refreshToken: '' } }, id);
}

async function placedOrder(): Promise<string> {
  const at = new Date();
  const money = { items: [], currency: 'EUR', total: 0, note: null };
  const timeline = [{ seq: 1, status: 'PENDING', at, actor: 'customer' }] as const;
  const id = newId();
  await api.get(OrderRepository).place({ id, userId: customer.user.id, status: 'PENDING', ...money, version: 1, createdAt: at, updatedAt: at, timeline });
  return id;
}
