import { placeBacklog, until } from '../orders';
import { cpuPerThousand, cpuSecondsByName, peakMegabytesOf } from '../process-usage';
import { Refused } from '../refused';
import { Entry } from '../report/entry';
import { median } from '../report/statistics';
import { Rig } from '../rig';
import { Server } from '../server';
import { SeedLike } from '../systems/seed-like';
import { skus, System } from '../systems/system';
import { ThisSystem } from '../systems/this-system';
import { catalogueSize, Row } from './row';

const betweenLooksMs = 20;

interface Backlog {
  readonly row: string;
  readonly skus: readonly string[];
  readonly lines: number;
  readonly processors: number;
}

interface Run {
  readonly rate: number;
  readonly cpu: Readonly<Record<string, number>>;
  readonly peakMemory: number;
}

/** A backlog decided by one processor process. */
export const decide: Row = {
  name: 'decide',
  about: 'a backlog of orders decided by one processor process',
  run: (rig) => decideBacklogs(rig, { row: 'decide', skus: skus(catalogueSize), lines: 2, processors: 1 }),
};

/** Three processor processes at once: orders all over the catalogue, and orders that all want the same SKU. */
export const decideByThree: Row = {
  name: 'decide-by-three',
  about: 'a backlog decided by three processor processes: a spread catalogue, and one hot SKU',
  run: async (rig) => {
    const shared = { lines: 1, processors: 3 };
    const spread = await decideBacklogs(rig, { ...shared, row: 'decide by three, spread', skus: skus(catalogueSize) });
    const hot = await decideBacklogs(rig, { ...shared, row: 'decide by three, one hot SKU', skus: skus(1) });
    return [...spread, ...hot.map((entry) => besideSpread(entry, spread))];
  },
};

function besideSpread(hot: Entry, spread: readonly Entry[]): Entry {
  const other = spread.find(({ system }) => system === hot.system)?.value;
  return hot.value && other ? { ...hot, note: `${Math.round((hot.value / other) * 100)} % of the rate when spread` } : hot;
}

async function decideBacklogs(rig: Rig, backlog: Backlog): Promise<Entry[]> {
  const systems = [
    { system: new SeedLike(rig), count: rig.pace.baselineBacklog },
    { system: new ThisSystem(rig), count: rig.pace.backlog },
  ];
  const runs = systems.map((): Run[] => []);
  const refusals = systems.map((): string[] => []);
  for (const { system } of systems) {
    await system.empty();
    await system.prepare(skus(catalogueSize));
  }
  for (let round = 1; round <= rig.pace.longRounds; round += 1) {
    for (const [i, { system, count }] of systems.entries()) {
      const outcome = await decideOnce(rig, system, count, backlog).catch(refusal);
      if ('refused' in outcome) {
        refusals[i]?.push(`round ${round}: ${outcome.refused}`);
        rig.report.note(`${backlog.row}, ${system.name}, round ${round} does not count: ${outcome.refused}`);
      } else {
        runs[i]?.push(outcome);
      }
    }
  }
  return systems.map(({ system }, i) => entryOf(backlog.row, system, runs[i] ?? [], refusals[i] ?? []));
}

function refusal(error: unknown): { refused: string } {
  if (error instanceof Refused) {
    return { refused: error.message };
  }
  throw error;
}

async function decideOnce(rig: Rig, system: System, count: number, { row, processors, ...kind }: Backlog): Promise<Run> {
  rig.report.progress(`${row}: placing ${count} orders, ${system.name}`);
  await system.empty();
  await placeBacklog(system, count, kind);
  rig.report.progress(`${row}: deciding, ${system.name}`);
  const since = Date.now();
  const workers = await Promise.all(Array.from({ length: processors }, () => system.startWorker()));
  const run = await watch(rig, system, count, workers);
  await Promise.all(workers.map((worker) => worker.stop()));
  const confirmed = await system.orders.countDocuments({ status: 'CONFIRMED' });
  if (confirmed !== count) {
    throw new Refused(`${count - confirmed} of ${count} orders were not confirmed`);
  }
  rig.report.done(`${row}, ${system.name}: ${Math.round(run.rate)} orders/s`, since);
  return run;
}

/** From the first look that sees decided orders to the first that sees no other; the start of the workers is left out. */
async function watch({ parts }: Rig, { orders }: System, count: number, workers: readonly Server[]): Promise<Run> {
  const own = workers.map(({ pid }, i) => [workers.length > 1 ? `processor ${i + 1}` : 'processor', pid]);
  const pids = { ...(Object.fromEntries(own) as Record<string, number>), ...parts };
  let atFirst = 0;
  const isBegun = async () => (atFirst = await orders.countDocuments({ status: 'CONFIRMED' })) > 0;
  await until(isBegun, 'the first order is decided', betweenLooksMs);
  const [since, cpuBefore] = [performance.now(), cpuSecondsByName(pids)];
  await until(async () => (await orders.findOne({ status: 'PENDING' })) === null, 'all are decided', betweenLooksMs);
  const seconds = (performance.now() - since) / 1000;
  return {
    rate: (count - atFirst) / seconds,
    cpu: cpuPerThousand(pids, cpuBefore, count - atFirst),
    peakMemory: workers.reduce((sum, { pid }) => sum + (peakMegabytesOf(pid) ?? NaN), 0),
  };
}

function entryOf(row: string, { name }: System, runs: readonly Run[], refusals: readonly string[]): Entry {
  const medianOf = (pick: (run: Run) => number) => (runs.length > 0 ? median(runs.map(pick)) : NaN);
  const processes = Object.keys(runs[0]?.cpu ?? {});
  const peak = medianOf(({ peakMemory }) => peakMemory);
  return {
    row,
    system: name,
    unit: 'orders/s',
    ...(runs.length > 0 && { value: medianOf(({ rate }) => rate) }),
    rounds: runs.map(({ rate }) => rate),
    cpu: Object.fromEntries(processes.map((process) => [process, medianOf(({ cpu }) => cpu[process] ?? 0)])),
    peakMemory: Number.isNaN(peak) ? {} : { processors: peak },
    ...(refusals.length > 0 && { note: `not counted: ${refusals.join('; ')}` }),
  };
}
