import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { emulatedAws } from './emulated-aws';
import { ensureQueues } from './ensure-queues';
import { onUsualPort } from './on-usual-port';
import { PartContext, PartVariables } from './part-context';

/** Starts the SQS emulator and creates the queues in it: it forgets everything when it stops. */
export async function startSqs(context: PartContext): Promise<PartVariables> {
  const { dataDir, processes, report } = context;
  const since = Date.now();
  const port = await onUsualPort(context, 4566, (candidate) =>
    processes.start(
      {
        name: 'SQS emulator',
        command: process.execPath,
        args: [join(__dirname, 'sqs-emulator.mjs'), String(candidate)],
        output: { logFile: join(dataDir, 'logs', 'sqs.log') },
      },
      { isReady: async () => (await fetch(`http://127.0.0.1:${candidate}/health`)).ok },
    ),
  );
  const variables = await withQueues(context, `http://127.0.0.1:${port}`);
  report.done(`SQS emulator (fauxqs) on 127.0.0.1:${port}, with its queues`, since);
  return { AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`, ...variables };
}

/** Creates the queues in any SQS emulator and resolves to their address. */
export async function withQueues({ environment }: PartContext, endpoint: string): Promise<PartVariables> {
  const { AWS_REGION: region, AWS_ACCESS_KEY: accessKeyId, AWS_SECRET_KEY: secretAccessKey } = emulatedAws(environment);
  const queueUrl = `${endpoint.replace(/\/$/, '')}/000000000000/orders`;
  const client = new SQSClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    useQueueUrlAsEndpoint: false,
  });
  try {
    await ensureQueues(client, queueUrl);
  } finally {
    client.destroy();
  }
  return { SQS_QUEUE_URL: queueUrl };
}
