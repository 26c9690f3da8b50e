import { dirname, join } from 'node:path';
import { onUsualPort } from './on-usual-port';
import { PartContext, PartVariables } from './part-context';

const USUAL_PORT = 8005;

/** Starts the SES emulator; its root shows the mails in a browser, `GET /store` as JSON. */
export async function startMailbox(context: PartContext): Promise<PartVariables> {
  const { dataDir, environment, processes, report } = context;
  const since = Date.now();
  const port = await onUsualPort(context, Number(environment.MAILBOX_PORT) || USUAL_PORT, (candidate) =>
    processes.start(
      {
        name: 'SES emulator',
        command: process.execPath,
        args: [emulatorScript(), '--host', '127.0.0.1', '--port', String(candidate)],
        output: { logFile: join(dataDir, 'logs', 'ses.log') },
      },
      { isReady: async () => (await fetch(`http://127.0.0.1:${candidate}/health-check`)).ok },
    ),
  );
  report.done(`SES emulator with mailbox on 127.0.0.1:${port}`, since);
  return {
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}`,
    SES_EMAIL: environment.SES_EMAIL || 'orders@example.com',
  };
}

function emulatorScript(): string {
  return join(dirname(require.resolve('aws-ses-v2-local')), 'cli.js');
}
