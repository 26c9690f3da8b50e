/** The ordinary worker: up to ten messages at a time, one order after the other. */
import { DeleteMessageCommand, Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { connectToDatabase, Order, Product } from './models';

const { MONGO_URI = '', QUEUE_URL, AWS_ENDPOINT_URL_SQS, AWS_REGION } = process.env;

const sqs = new SQSClient({ endpoint: AWS_ENDPOINT_URL_SQS, region: AWS_REGION, useQueueUrlAsEndpoint: false });

async function processOrder(orderId: string): Promise<void> {
  const order = await Order.findById(orderId);
  if (!order || order.status !== 'PENDING') {
    return;
  }
  const reserved: { sku: string; quantity: number }[] = [];
  for (const { sku, quantity } of order.items) {
    const product = await Product.findOneAndUpdate({ sku, stock: { $gte: quantity } }, { $inc: { stock: -quantity } });
    if (!product) {
      break;
    }
    reserved.push({ sku, quantity });
  }
  const isComplete = reserved.length === order.items.length;
  for (const { sku, quantity } of isComplete ? [] : reserved) {
    await Product.updateOne({ sku }, { $inc: { stock: quantity } });
  }
  order.status = isComplete ? 'CONFIRMED' : 'REJECTED';
  await order.save();
}

async function handle({ Body = '{}', ReceiptHandle }: Message): Promise<void> {
  try {
    const { orderId } = JSON.parse(Body) as { orderId: string };
    await processOrder(orderId);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: QUEUE_URL, ReceiptHandle }));
  } catch (error) {
    console.error('An order was not processed; its message comes back', error);
  }
}

async function work(): Promise<never> {
  await connectToDatabase(MONGO_URI);
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: QUEUE_URL, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }),
    );
    for (const message of Messages) {
      await handle(message);
    }
  }
}

void work();
