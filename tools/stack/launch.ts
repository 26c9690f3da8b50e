import { ProcessGroup } from './process/process-group';
import { Report } from './report';

/** What a launcher starts, adding its processes to the group. */
export type Start = (processes: ProcessGroup) => Promise<void>;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const BETWEEN_LOOKS_MS = 250;
/** What shells report for a program ended by Ctrl-C. */
const INTERRUPTED = 130;

/**
 * Runs a launcher from its start to its end, and ends this process: with 0 when it was told to stop, with 1 when
 * something did not start or a part stopped by itself. Either way everything is stopped first, in reverse order;
 * a second Ctrl-C ends everything at once. With `endsWithParent` it also stops when the process that started it is gone.
 */
export async function launch(start: Start, report: Report, { endsWithParent = false } = {}): Promise<void> {
  const processes = new ProcessGroup();
  const told = Promise.race([untilTold(processes, report), ...(endsWithParent ? [untilOrphaned()] : [])]);
  const failed = Promise.race([
    start(processes).then(
      () => new Promise<never>(() => undefined),
      (error: unknown) => error,
    ),
    processes.crashed,
  ]);
  const failure = await Promise.race([told, failed]);
  if (failure) {
    report.failed(failure instanceof Error ? failure : new Error(String(failure)));
  }
  const since = Date.now();
  await processes.stop();
  report.done('Stopped', since);
  process.exit(failure ? 1 : 0);
}

function untilTold(processes: ProcessGroup, report: Report): Promise<undefined> {
  return new Promise((resolve) => {
    // Neither a promise nor a listener keeps a process running, and where all parts are given there is nothing else.
    setInterval(() => undefined, BETWEEN_LOOKS_MS);
    let isTold = false;
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        if (isTold && signal === 'SIGINT') {
          processes.kill();
          process.exit(INTERRUPTED);
        }
        isTold = true;
        report.progress('stopping; Ctrl-C again to end everything at once');
        resolve(undefined);
      });
    }
  });
}

/** npm hands a signal to the shell it runs a script with, and the shell ends without handing it on. */
function untilOrphaned(): Promise<undefined> {
  const { ppid } = process;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid !== ppid) {
        clearInterval(timer);
        resolve(undefined);
      }
    }, BETWEEN_LOOKS_MS);
  });
}
