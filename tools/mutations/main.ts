/**
 * `npm run test:mutations`: removes each guard of an order's way in turn and looks whether the test that is named for
 * it turns red. `-- --only "part of a name"`, once or several times, tries some of them; `-- --write` keeps the outcome
 * in docs/guards.md. Exits with 1 when the loss of a guard went unnoticed.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConsoleReport } from '../stack/console-report';
import { Guard } from './guard';
import { guards, unprovenGuards } from './guards';
import { guardsPage } from './guards-page';
import { Trial, Verdict } from './trial';
import { TypeCheck } from './type-check';

const ROOT = resolve(__dirname, '../..');
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const report = new ConsoleReport(process.stdout);
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [''] }, write: { type: 'boolean', default: false } },
});

void main().then(
  (isSound) => process.exit(isSound ? 0 : 1),
  (error: unknown) => {
    report.failed(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  },
);

async function main(): Promise<boolean> {
  const chosen = chosenGuards();
  checkTexts(chosen);
  const stop = new AbortController();
  STOP_SIGNALS.forEach((signal) => process.on(signal, () => stop.abort(new Error(`Told to stop (${signal}).`))));
  const trial = await Trial.begin(ROOT, report, stop.signal);
  try {
    return await judge(trial, chosen);
  } finally {
    await trial.end();
  }
}

async function judge(trial: Trial, chosen: readonly Guard[]): Promise<boolean> {
  const since = Date.now();
  report.note('Running the tests with all guards in place');
  const faults = await trial.baseline(chosen);
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
  report.done('All of them pass', since);
  const verdicts = await trial.withoutEach(chosen, tell);
  const survived = verdicts.filter(({ isKilled }) => !isKilled).map(({ guard }) => guard);
  report.done(`${chosen.length - survived.length} of ${chosen.length} guards are held by a test`, since);
  if (values.write) {
    writeFileSync(join(ROOT, 'docs', 'guards.md'), guardsPage(guards, unprovenGuards, survived));
  }
  return survived.length === 0;
}

function chosenGuards(): readonly Guard[] {
  const chosen = guards.filter(({ name }) => values.only.some((part) => name.toLowerCase().includes(part.toLowerCase())));
  if (chosen.length === 0) {
    throw new Error(`No guard has "${values.only.join('" or "')}" in its name.`);
  }
  if (values.write && chosen.length < guards.length) {
    throw new Error('Only a run of all guards can be written down: leave out --only.');
  }
  return chosen;
}

/** Before anything is started. */
function checkTexts(chosen: readonly Guard[]): void {
  const since = Date.now();
  const faults = new TypeCheck(ROOT).errorsWithout(chosen);
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
  report.done(`${chosen.length} guards found, and the code compiles without each`, since);
}

function tell({ guard, isKilled, failed, problem, seconds }: Verdict): void {
  const by = isKilled ? failed[0] : (problem ?? guard.test.name);
  process.stdout.write(`  ${isKilled ? 'killed  ' : 'SURVIVED'}  ${guard.name}  (${guard.test.path} › ${by})  ${seconds.toFixed(1)} s\n`);
}
