import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  Message,
  QueueAttributeName,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Config } from '@app/platform';
import { deadLetterQueueUrlOf, QueueName, queueUrlOf } from './queue-name';

/** What SQS takes in one request. */
const entriesPerRequest = 10;
const bytesPerRequest = 256 * 1024;
/** Longer than any walk through the queue, so that nobody else gets a letter meanwhile. */
const heldSeconds = 40;
const longestRequestMs = 5000;

/** A letter that nobody else sees until it is put back, or forty seconds have passed. */
export interface HeldLetter {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** None when SQS moved it here by itself. */
  readonly reason?: string;
  readonly sentAt: Date;
  readonly receives: number;
}

/** One dead-letter queue, ten letters a request. Whatever SQS answers but success is thrown as it is. */
export class DeadLetterQueue {
  private readonly url: string;
  private readonly sourceUrl: string;

  constructor(
    private readonly sqs: SQSClient,
    readonly name: QueueName,
    config: Config,
  ) {
    this.url = deadLetterQueueUrlOf(name, config);
    this.sourceUrl = queueUrlOf(name, config);
  }

  /** Up to ten letters; waits this long for the first. A queue that was not created yet holds none. */
  async take(waitSeconds: number): Promise<HeldLetter[]> {
    const receive = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: entriesPerRequest,
      VisibilityTimeout: heldSeconds,
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['reason'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    });
    try {
      const { Messages = [] } = await this.sqs.send(receive, inTime());
      return Messages.map(heldLetter);
    } catch (error) {
      return ofMissingQueue(error, []);
    }
  }

  /** How many there are, about, whoever may be holding them. */
  async count(): Promise<number> {
    const AttributeNames: QueueAttributeName[] = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    try {
      const { Attributes = {} } = await this.sqs.send(new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames }), inTime());
      return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
    } catch (error) {
      return ofMissingQueue(error, 0);
    }
  }

  /** Shows letters to everybody again. */
  async putBack(letters: readonly HeldLetter[]): Promise<void> {
    for (const some of inRequests(letters)) {
      const Entries = some.map(({ id, receipt }) => ({ Id: id, ReceiptHandle: receipt, VisibilityTimeout: 0 }));
      await this.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.url, Entries }), inTime());
    }
  }

  /** Resolves to the letters that are gone. */
  async delete(letters: readonly HeldLetter[]): Promise<HeldLetter[]> {
    const deleted: HeldLetter[] = [];
    for (const some of inRequests(letters)) {
      const Entries = some.map(({ id, receipt }) => ({ Id: id, ReceiptHandle: receipt }));
      const { Failed = [] } = await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries }), inTime());
      deleted.push(...withoutFailed(some, Failed));
    }
    return deleted;
  }

  /**
   * Sends letters to the queue they came from and then deletes them: in between, a crash leaves a duplicate, never a
   * loss. Resolves to the letters that were sent.
   */
  async sendBack(letters: readonly HeldLetter[]): Promise<HeldLetter[]> {
    const sent: HeldLetter[] = [];
    for (const some of inRequests(letters)) {
      const Entries = some.map(({ id, body }) => ({ Id: id, MessageBody: body }));
      const { Failed = [] } = await this.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.sourceUrl, Entries }), inTime());
      const taken = withoutFailed(some, Failed);
      await this.delete(taken);
      sent.push(...taken);
    }
    return sent;
  }
}

function ofMissingQueue<Nothing>(error: unknown, nothing: Nothing): Nothing {
  if (error instanceof QueueDoesNotExist) {
    return nothing;
  }
  throw error;
}

function heldLetter({ MessageId = '', ReceiptHandle = '', Body = '', MessageAttributes, Attributes }: Message): HeldLetter {
  return {
    id: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    reason: MessageAttributes?.reason?.StringValue,
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
    receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}

/** As few requests as the limits of SQS allow. */
function inRequests(letters: readonly HeldLetter[]): HeldLetter[][] {
  const requests: HeldLetter[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const size = Buffer.byteLength(letter.body);
    const current = requests.at(-1);
    if (current && current.length < entriesPerRequest && bytes + size <= bytesPerRequest) {
      current.push(letter);
      bytes += size;
    } else {
      requests.push([letter]);
      bytes = size;
    }
  }
  return requests;
}

function withoutFailed(letters: readonly HeldLetter[], failed: readonly { Id?: string }[]): HeldLetter[] {
  return letters.filter(({ id }) => !failed.some(({ Id }) => Id === id));
}

function inTime(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(longestRequestMs) };
}
