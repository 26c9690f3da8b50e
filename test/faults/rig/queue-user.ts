import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** Somebody who uses a queue of its own through AWS's client, which checks what it is answered and never tries again. */
export class QueueUser {
  readonly queueName = `queue-${randomUUID()}`;
  readonly queueUrl = `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${this.queueName}`;
  private readonly sqs: SQSClient;

  constructor(endpoint: string) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const region = process.env.AWS_REGION;
    this.sqs = new SQSClient({ endpoint, region, credentials, useQueueUrlAsEndpoint: false, maxAttempts: 1 });
  }

  /** @param visibilitySeconds for how long nobody else gets a message that was received */
  async createQueue(visibilitySeconds = 60): Promise<void> {
    const Attributes = { VisibilityTimeout: String(visibilitySeconds) };
    await this.sqs.send(new CreateQueueCommand({ QueueName: this.queueName, Attributes }));
  }

  async send(MessageBody: string): Promise<void> {
    await this.sqs.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody }));
  }

  sendBatch(bodies: readonly string[]) {
    const Entries = bodies.map((MessageBody, i) => ({ Id: `id-${i}`, MessageBody }));
    return this.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
  }

  async receive(waitSeconds = 0, count = 10): Promise<Message[]> {
    const wanted = { QueueUrl: this.queueUrl, MaxNumberOfMessages: count, WaitTimeSeconds: waitSeconds };
    return (await this.sqs.send(new ReceiveMessageCommand(wanted))).Messages ?? [];
  }

  async bodies(waitSeconds = 0): Promise<(string | undefined)[]> {
    return (await this.receive(waitSeconds)).map(({ Body }) => Body);
  }

  async delete({ ReceiptHandle }: Message): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
  }

  deleteBatch(messages: readonly Message[]) {
    const Entries = messages.map(({ ReceiptHandle }, i) => ({ Id: `id-${i}`, ReceiptHandle }));
    return this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
  }

  leave(): void {
    this.sqs.destroy();
  }
}
