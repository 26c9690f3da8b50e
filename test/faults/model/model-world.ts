import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from '../../support/eventually';
import { Shopper } from '../../support/shopper';
import { RunningSystem } from '../../support/running-system';
import { ChaosSqs } from '../rig/chaos-sqs';
import { limitTransactions } from '../rig/limit-transactions';
import { OwnStack } from '../rig/own-stack';
import { SeededRandom } from '../rig/seeded-random';

/** What the transaction of a killed process may hold up the others for. */
const longestTransactionSeconds = 2;

const waiting: QueueAttributeName = 'ApproximateNumberOfMessages';

export type QueueRole = 'orders' | 'events';

/** The running system in which all runs of the model take place: two processes of each app that may be killed. */
export class ModelWorld {
  private readonly sqs = new SQSClient({
    endpoint: process.env.AWS_ENDPOINT_URL_SQS,
    region: process.env.AWS_REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });

  private constructor(
    readonly system: RunningSystem,
    readonly chaos: ChaosSqs,
    readonly admin: Shopper,
    private readonly queueUrl: string,
    private readonly stack: OwnStack,
  ) {}

  static async start(random: SeededRandom): Promise<ModelWorld> {
    const stack = await OwnStack.start('mongo');
    const { MONGO_URI = '' } = stack.environment;
    await limitTransactions(MONGO_URI, longestTransactionSeconds);
    const chaos = await new ChaosSqs(undefined, random).start();
    const SQS_QUEUE_URL = `${process.env.SQS_QUEUE_URL}-model-${randomUUID().slice(0, 8)}`;
    const environment = { MONGO_URI, SQS_QUEUE_URL, AWS_ENDPOINT_URL_SQS: chaos.url, ACCESS_TOKEN_TTL: '10h' };
    const system = await RunningSystem.start({ apis: 2, processors: 2, environment });
    return new ModelWorld(system, chaos, await system.admin(), SQS_QUEUE_URL, stack);
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await this.chaos.stop();
    this.sqs.destroy();
    await this.stack.stop();
  }

  /** Kills one of the four processes with -9 and resolves once another has taken its place. */
  async crash(victim: number): Promise<void> {
    const process = this.system.processes[victim];
    if (process) {
      await this.system.replace(process);
    }
  }

  /** Puts a message into a queue, as SQS does when it delivers one again. */
  deliver(queue: QueueRole, body: object, times = 1): Promise<void> {
    return this.chaos.poison(this.urlOf(queue), Array<string>(times).fill(JSON.stringify(body)));
  }

  /** Waits until every message in a queue was handed out. */
  async queueIsEmpty(queue: QueueRole): Promise<void> {
    const request = { QueueUrl: this.urlOf(queue), AttributeNames: [waiting] };
    await eventually(async () => {
      const { Attributes } = await this.sqs.send(new GetQueueAttributesCommand(request));
      expect(Attributes?.[waiting]).toBe('0');
    });
  }

  private urlOf(queue: QueueRole): string {
    return queue === 'orders' ? this.queueUrl : `${this.queueUrl}-events`;
  }
}
