import { Injectable } from '@nestjs/common';
import { EnsuredQueue, EnsureQueues, queueNames, queueUrlOf } from '@app/messaging';
import { Config } from '@app/platform';
import { Refusal } from '../refusal';
import { refuseUnusableQueues } from './queue-addresses';
import { refusalBehind } from '../sqs-refusal';

const neededRights = 'sqs:GetQueueUrl, sqs:CreateQueue and sqs:GetQueueAttributes';

/** A queue, and what is wrong with it or its dead-letter queue, if somebody else made them. */
export interface CreatedQueue extends EnsuredQueue {
  readonly fault?: string;
}

/** Makes the queues of both apps, as the order processor does when it starts. */
@Injectable()
export class CreateQueues {
  constructor(
    private readonly ensureQueues: EnsureQueues,
    private readonly config: Config,
  ) {}

  /** @throws Refusal when the environment names no queues that could be made, or SQS refuses. */
  async execute(): Promise<CreatedQueue[]> {
    refuseUnusableQueues(this.config);
    try {
      return await this.create();
    } catch (error) {
      throw refusalBehind(error, this.config, neededRights);
    }
  }

  private async create(): Promise<CreatedQueue[]> {
    const queues: CreatedQueue[] = [];
    for await (const queue of this.ensureQueues.each(Object.values(queueNames))) {
      this.refuseOtherAccount(queue);
      const fault = queue.name.endsWith('-dlq') ? undefined : await this.ensureQueues.faultOf(queue);
      queues.push({ ...queue, ...(fault !== undefined && { fault }) });
    }
    return queues;
  }

  /** The apps would send to queues that are not those that were made. */
  private refuseOtherAccount({ name, url, isNew }: EnsuredQueue): void {
    const ownName = name.replace(/-dlq$/, '');
    const configured = Object.values(queueNames).map((queue) => queueUrlOf(queue, this.config)).find((one) => one.endsWith(`/${ownName}`));
    const [expected, account] = [accountIn(configured ?? url), accountIn(url)];
    if (account !== expected) {
      throw new Refusal(
        `The credentials are of the account ${account}, SQS_QUEUE_URL names the account ${expected}.` +
          (isNew ? ` The queue ${name} was made in ${account}: delete it there.` : ''),
      );
    }
  }
}

function accountIn(queueUrl: string): string | undefined {
  return new URL(queueUrl).pathname.split('/').at(-2);
}
