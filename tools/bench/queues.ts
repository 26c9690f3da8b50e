import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { PartVariables } from '../stack/parts/part-context';

/** The queues of the local emulator, from the outside. */
export class Queues {
  private readonly sqs: SQSClient;
  private readonly endpoint: string;

  constructor({ AWS_ENDPOINT_URL_SQS = '', AWS_REGION, AWS_ACCESS_KEY = '', AWS_SECRET_KEY = '' }: PartVariables) {
    this.endpoint = AWS_ENDPOINT_URL_SQS;
    this.sqs = new SQSClient({
      endpoint: AWS_ENDPOINT_URL_SQS,
      region: AWS_REGION,
      credentials: { accessKeyId: AWS_ACCESS_KEY, secretAccessKey: AWS_SECRET_KEY },
      useQueueUrlAsEndpoint: false,
    });
  }

  urlOf(name: string): string {
    return `${this.endpoint}/000000000000/${name}`;
  }

  async create(name: string): Promise<void> {
    await this.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '60' } }));
  }

  /** Empties every queue whose name begins so. */
  async empty(prefix: string): Promise<void> {
    const { QueueUrls = [] } = await this.sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
    await Promise.all(QueueUrls.map((QueueUrl) => this.sqs.send(new PurgeQueueCommand({ QueueUrl }))));
  }

  /** Messages on a queue, those that somebody is working on among them. */
  async count(name: string): Promise<number> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.urlOf(name), AttributeNames: ['All'] }),
    );
    const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inWork } = Attributes;
    return Number(visible) + Number(inWork);
  }
}
