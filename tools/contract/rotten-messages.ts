import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { cliEnvironment } from '../cli/cli-environment';

const BETWEEN_MESSAGES_MS = 2000;

/** Goes on putting messages that nobody understands on the queue of a running system: else there were no dead letters. */
export class RottenMessages {
  private readonly client: SQSClient;
  private readonly queueUrl: string | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(dataDir: string) {
    const { AWS_ENDPOINT_URL_SQS: endpoint, AWS_REGION: region, AWS_ACCESS_KEY = '', AWS_SECRET_KEY = '', SQS_QUEUE_URL } = cliEnvironment({}, dataDir);
    this.client = new SQSClient({ endpoint, region, credentials: { accessKeyId: AWS_ACCESS_KEY, secretAccessKey: AWS_SECRET_KEY } });
    this.queueUrl = SQS_QUEUE_URL;
    this.timer = setInterval(() => void this.send(), BETWEEN_MESSAGES_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.client.destroy();
  }

  /** One that does not arrive is made up for by the next. */
  private async send(): Promise<void> {
    const message = new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: 'Rotten.' });
    await this.client.send(message).catch(() => undefined);
  }
}
