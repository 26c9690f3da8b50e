import { DeleteMessageCommand, Message, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { HandlerCall } from '@app/contracts';
import { Coalescer, Config, inChunks } from '@app/platform';
import { SqsService } from '@ssut/nestjs-sqs';
import { isRefusedBy } from './partly-sent';
import { queueNames, queueUrlOf } from './queue-name';

/** What SQS takes in one request. */
const entriesPerRequest = 10;
const batches = { largest: 100, atOnce: 2 };

interface Outgoing {
  readonly call: HandlerCall;
  readonly delaySeconds: number;
}

/** Calls of handlers, on a queue of their own. */
@Injectable()
export class HandlerCalls {
  private readonly outgoing = new Coalescer((some: readonly Outgoing[]) => this.sendAll(some), batches);

  constructor(
    private readonly sqs: SqsService,
    private readonly client: SQSClient,
    private readonly config: Config,
  ) {}

  /**
   * Once it resolves, SQS has the call. Those that come at the same time share requests.
   *
   * @param delaySeconds nobody receives it before; up to 900
   */
  add(call: HandlerCall, delaySeconds = 0): Promise<void> {
    return this.outgoing.add({ call, delaySeconds });
  }

  /** Takes the message of a call from the queue, for which its receiver did not wait. */
  async acknowledge({ ReceiptHandle }: Message): Promise<void> {
    await this.client.send(new DeleteMessageCommand({ QueueUrl: queueUrlOf(queueNames.handlers, this.config), ReceiptHandle }));
  }

  private async sendAll(some: readonly Outgoing[]): Promise<(Error | undefined)[]> {
    return (await Promise.all(inChunks(entriesPerRequest, [...some]).map((chunk) => this.send(chunk)))).flat();
  }

  private async send(some: readonly Outgoing[]): Promise<(Error | undefined)[]> {
    try {
      await this.sqs.send(
        queueNames.handlers,
        some.map(({ call, delaySeconds }, index) => ({ id: String(index), body: call, delaySeconds })),
      );
      return some.map(() => undefined);
    } catch (error) {
      return some.map((_, index) => (isRefusedBy(error, String(index)) ? (error as Error) : undefined));
    }
  }
}
