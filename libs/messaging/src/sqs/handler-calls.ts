import { Injectable } from '@nestjs/common';
import { HandlerCall } from '@app/contracts';
import { Coalescer, inChunks } from '@app/platform';
import { SqsService } from '@ssut/nestjs-sqs';
import { queueNames } from './queue-name';

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

  constructor(private readonly sqs: SqsService) {}

  /**
   * Once it resolves, SQS has the call. Those that come at the same time share requests.
   *
   * @param delaySeconds nobody receives it before; up to 900
   */
  add(call: HandlerCall, delaySeconds = 0): Promise<void> {
    return this.outgoing.add({ call, delaySeconds });
  }

  private async sendAll(some: readonly Outgoing[]): Promise<(Error | undefined)[]> {
    return (await Promise.all(inChunks(entriesPerRequest, [...some]).map((chunk) => this.send(chunk)))).flat();
  }

  /** A failure of some is one of all: what arrived nevertheless is a duplicate, which handlers tell by its event. */
  private async send(some: readonly Outgoing[]): Promise<(Error | undefined)[]> {
    try {
      await this.sqs.send(
        queueNames.handlers,
        some.map(({ call, delaySeconds }, index) => ({ id: String(index), body: call, delaySeconds })),
      );
      return some.map(() => undefined);
    } catch (error) {
      return some.map(() => error as Error);
    }
  }
}
