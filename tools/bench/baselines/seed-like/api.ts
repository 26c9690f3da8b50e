/** The ordinary way to write an order API: Express, Mongoose, jsonwebtoken, and a message for each order. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import express, { NextFunction, Request, Response } from 'express';
import { verify } from 'jsonwebtoken';
import { isValidObjectId } from 'mongoose';
import { connectToDatabase, Order, OrderItem, Product } from './models';

const { PORT, MONGO_URI = '', JWT_SECRET = '', QUEUE_URL, AWS_ENDPOINT_URL_SQS, AWS_REGION } = process.env;

const sqs = new SQSClient({ endpoint: AWS_ENDPOINT_URL_SQS, region: AWS_REGION, useQueueUrlAsEndpoint: false });
const app = express();
app.use(express.json());

function authenticate(req: Request, res: Response, next: NextFunction): void {
  try {
    const { sub } = verify(req.headers.authorization?.replace(/^Bearer /, '') ?? '', JWT_SECRET);
    res.locals.userId = sub;
    next();
  } catch {
    res.status(401).json({ message: 'Unauthorized' });
  }
}

function isItem(item: unknown): item is { sku: string; quantity: number } {
  const { sku, quantity } = (item ?? {}) as Record<string, unknown>;
  return typeof sku === 'string' && Number.isInteger(quantity) && Number(quantity) > 0;
}

app.post('/api/orders', authenticate, async (req, res) => {
  const requested: unknown = req.body?.items;
  if (!Array.isArray(requested) || requested.length === 0 || !requested.every(isItem)) {
    res.status(400).json({ message: 'items must be a list of sku and quantity' });
    return;
  }
  const items: OrderItem[] = [];
  for (const { sku, quantity } of requested) {
    const product = await Product.findOne({ sku });
    if (!product || product.stock < quantity) {
      res.status(422).json({ message: `${sku} is not available` });
      return;
    }
    const { name, unitPrice } = product;
    items.push({ sku, name, quantity, unitPrice, lineTotal: unitPrice * quantity });
  }
  const total = items.reduce((sum, { lineTotal }) => sum + lineTotal, 0);
  const order = await Order.create({ userId: res.locals.userId, items, currency: 'EUR', total });
  await sqs.send(new SendMessageCommand({ QueueUrl: QUEUE_URL, MessageBody: JSON.stringify({ orderId: order.id }) }));
  res.status(201).location(`/api/orders/${order.id}`).json(order);
});

app.get('/api/orders/:id', authenticate, async (req, res) => {
  const order = isValidObjectId(req.params.id) ? await Order.findById(req.params.id) : null;
  if (!order || order.userId !== res.locals.userId) {
    res.status(404).json({ message: 'Not found' });
    return;
  }
  res.json(order);
});

app.get('/health/ready', (_req, res) => {
  res.json({ status: 'ok' });
});

void connectToDatabase(MONGO_URI).then(() => app.listen(Number(PORT), '127.0.0.1'));
