import { join } from 'node:path';
import { onUsualPort } from './on-usual-port';
import { PartContext, PartVariables } from './part-context';

/** Starts the SQS emulator. It forgets everything when it stops; the order processor creates its queues anew. */
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
  const endpoint = `http://127.0.0.1:${port}`;
  report.done(`SQS emulator (fauxqs) on 127.0.0.1:${port}`, since);
  return { AWS_ENDPOINT_URL_SQS: endpoint, ...ordersQueueAt(endpoint) };
}

/** The queue that the order processor creates there, as an emulator names it. */
export function ordersQueueAt(endpoint: string): PartVariables {
  return { SQS_QUEUE_URL: `${endpoint.replace(/\/$/, '')}/000000000000/orders` };
}
