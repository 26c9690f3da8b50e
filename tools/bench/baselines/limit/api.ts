/**
 * The least that can take a durable order: bare Fastify and the driver. It remembers one token, checks nothing, prices
 * nothing, and tells no queue; what comes while an insert is under way goes into the next.
 */
import fastify from 'fastify';
import { mongo } from 'mongoose';
import { v7 as newId } from 'uuid';

const { PORT, MONGO_URI = '', TOKEN = '' } = process.env;

interface Line {
  readonly sku: string;
  readonly quantity: number;
}

interface Order {
  readonly _id: string;
  readonly [field: string]: unknown;
}

const client = new mongo.MongoClient(MONGO_URI, { writeConcern: { w: 'majority', journal: true } });
const orders = client.db().collection<Order>('orders');
const users = new Map([[`Bearer ${TOKEN}`, 'a-user-with-an-id-of-the-usual-length']]);

let waiting: { order: Order; answer: () => void; fail: (error: unknown) => void }[] = [];
let isInserting = false;

function insert(order: Order): Promise<void> {
  return new Promise((answer, fail) => {
    waiting.push({ order, answer, fail });
    if (!isInserting) {
      isInserting = true;
      setImmediate(() => void insertWaiting());
    }
  });
}

async function insertWaiting(): Promise<void> {
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      await orders.insertMany(batch.map(({ order }) => order), { ordered: false });
      batch.forEach(({ answer }) => answer());
    } catch (error) {
      batch.forEach(({ fail }) => fail(error));
    }
  }
  isInserting = false;
}

function orderOf(userId: string, lines: readonly Line[]): Order {
  const at = new Date();
  const items = lines.map(({ sku, quantity }) => ({ sku, name: `Product ${sku}`, quantity, unitPrice: 1250, lineTotal: 1250 }));
  const id = newId();
  const event = { id: `${id}-v1`, type: 'order.placed', version: 1, occurredAt: at.toISOString(), correlationId: id };
  const money = { currency: 'EUR', total: 2500, note: null };
  const history = { version: 1, createdAt: at, updatedAt: at, timeline: [{ seq: 1, status: 'PENDING', at, actor: 'customer' }] };
  return { _id: id, userId, status: 'PENDING', items, ...money, ...history, outbox: [{ ...event, data: { orderId: id, userId } }] };
}

const app = fastify({ logger: false });

app.post<{ Body: { items: Line[] } }>('/api/orders', async ({ headers, body }, reply) => {
  const userId = users.get(headers.authorization ?? '');
  if (!userId) {
    return reply.code(401).send();
  }
  const order = orderOf(userId, body.items);
  await insert(order);
  return reply.code(201).send(order);
});

const constantOrder = JSON.stringify({
  ...orderOf('a-user-with-an-id-of-the-usual-length', [
    { sku: 'SKU-00001', quantity: 1 },
    { sku: 'SKU-00002', quantity: 1 },
  ]),
});

app.get('/api/orders/:id', ({ headers }, reply) => {
  const isKnown = users.has(headers.authorization ?? '');
  void reply.code(isKnown ? 200 : 401).type('application/json; charset=utf-8').send(isKnown ? constantOrder : '');
});

app.get('/health/ready', async () => ({ status: 'ok' }));

void client.connect().then(() => app.listen({ port: Number(PORT), host: '127.0.0.1' }));
