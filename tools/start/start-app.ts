import { Environment } from '../stack/parts/part-context';
import { ProcessGroup } from '../stack/process/process-group';
import { Report } from '../stack/report';
import { AppLog } from './app-log';

/** One of the apps: its name, its built file and its variables, PORT among them. */
export interface App {
  readonly name: string;
  readonly main: string;
  readonly environment: Environment;
}

/** An app has 10 seconds to finish what it is doing. */
const GRACE_SECONDS = 12;

/** Starts an app and waits until it says that it can serve. */
export async function startApp(
  { name, main, environment }: App,
  processes: ProcessGroup,
  log: AppLog,
  report: Report,
): Promise<void> {
  const since = Date.now();
  const spec = { name, command: process.execPath, args: [main], environment, graceSeconds: GRACE_SECONDS };
  await processes.start(
    { ...spec, output: 'pipe' },
    {
      onSpawn: ({ output }) => log.read(output),
      isReady: async () => (await fetch(`http://127.0.0.1:${environment.PORT}/health/ready`)).ok,
      withinSeconds: 60,
    },
  );
  report.done(`${name} on 127.0.0.1:${environment.PORT}`, since);
}
