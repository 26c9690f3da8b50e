import { cpus, totalmem } from 'node:os';
import { Report } from '../stack/report';
import { Options } from './options';
import { fullPace, quickPace } from './pace';
import { Entry, Results } from './report/entry';
import { openRig, Rig } from './rig';
import { Row } from './rows/row';

/**
 * Starts everything, measures row by row, and stops everything, however it ends.
 *
 * @throws Error when something cannot be started or stops by itself, and when `interrupted` rejects.
 */
export async function measure({ rows, isQuick }: Options, report: Report, interrupted: Promise<never>): Promise<Results> {
  const opening = openRig(isQuick ? quickPace : fullPace, report);
  const { rig, crashed, close } = await Promise.race([opening, interrupted]).catch(async (error: unknown) => {
    await opening.then((open) => open.close()).catch(() => undefined);
    throw error;
  });
  try {
    const entries = await Promise.race([entriesOf(rows, rig), crashed, interrupted]);
    return { at: new Date().toISOString(), machine: thisMachine(), generator: rig.generator.name, isQuick, entries };
  } finally {
    report.progress('stopping');
    await close();
  }
}

async function entriesOf(rows: readonly Row[], rig: Rig): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const row of rows) {
    entries.push(...(await row.run(rig)));
  }
  return entries;
}

function thisMachine(): string {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown CPU'}, ${memory} GB, Node ${process.versions.node}, ${process.platform}`;
}
