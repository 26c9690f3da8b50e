/** `npm run bench`: this system beside its baselines, on one machine in one run. `--help` tells the options. */
import { ConsoleReport } from '../stack/console-report';
import { measure } from './measure';
import { helpFor, parseOptions } from './options';
import { besideEarlier, publish } from './report/publish';
import { tableOf } from './report/table';
import { rows } from './rows/rows';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const BETWEEN_LOOKS_MS = 250;

const report = new ConsoleReport(process.stdout);
const interrupted = new Promise<never>((_, reject) => {
  const stop = (why: string) => reject(new Error(`Told to stop (${why}).`));
  STOP_SIGNALS.forEach((signal) => process.on(signal, () => stop(signal)));
  // npm hands a signal to the shell it runs a script with, and the shell ends without handing it on.
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && stop('npm is gone'), BETWEEN_LOOKS_MS).unref();
});
interrupted.catch(() => undefined);

async function bench(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), rows);
  if (options.wantsHelp) {
    process.stdout.write(`${helpFor(rows)}\n`);
    return;
  }
  const results = await measure(options, report, interrupted);
  process.stdout.write(`\n${tableOf(results.entries)}\n`);
  if (options.writes) {
    publish(options.isComplete ? results : besideEarlier(results));
    report.note('Written to docs/performance.md, .json and .svg');
  }
}

void bench().then(
  () => process.exit(0),
  (error: unknown) => {
    report.failed(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  },
);
