import { setTimeout as pause } from 'node:timers/promises';
import { failuresIn, Load, LoadResult } from './load/load';
import { cpuPerThousand, cpuSecondsByName, peakMegabytesOf, untilQuiet } from './process-usage';
import { Entry } from './report/entry';
import { median } from './report/statistics';
import { Refused } from './refused';
import { Rig } from './rig';

/** What takes its turn in each round of a row. */
export interface Contestant {
  readonly name: string;
  /** Process ids of its own programs, by name. */
  readonly processes: Readonly<Record<string, number>>;
  /** Brings about equal conditions for each turn. */
  prepare?(): Promise<void>;
  load(): Promise<Omit<Load, 'seconds'>>;
  /** Throws when what was answered is not true. */
  verify?(result: LoadResult): Promise<void>;
}

interface Turn {
  readonly result: LoadResult;
  readonly cpu: Readonly<Record<string, number>>;
}

/**
 * Rounds in which the contestants take turns, each turn with a warm-up that is not counted; of each the medians. A turn
 * in which a request failed does not count, and the note says so.
 */
export async function alternate(
  rig: Rig,
  row: string,
  contestants: readonly Contestant[],
  rounds = rig.pace.rounds,
): Promise<Entry[]> {
  await warmUp(rig, row, contestants);
  const turns = contestants.map((): Turn[] => []);
  const refusals = contestants.map((): string[] => []);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [i, contestant] of contestants.entries()) {
      rig.report.progress(`${row}: round ${round} of ${rounds}, ${contestant.name}`);
      const since = Date.now();
      const turn = await takeTurn(rig, contestant).catch(refusal);
      if ('refused' in turn) {
        refusals[i]?.push(`round ${round}: ${turn.refused}`);
        rig.report.note(`${row}, ${contestant.name}, round ${round} does not count: ${turn.refused}`);
      } else {
        turns[i]?.push(turn);
        rig.report.done(`${row}, ${contestant.name}: ${Math.round(rateOf(turn))} requests/s`, since);
      }
    }
  }
  return contestants.map((contestant, i) => entryOf(row, contestant, turns[i] ?? [], refusals[i] ?? []));
}

async function warmUp(rig: Rig, row: string, contestants: readonly Contestant[]): Promise<void> {
  for (const contestant of contestants) {
    rig.report.progress(`${row}: warming up ${contestant.name}`);
    await contestant.prepare?.();
    await rig.generator.run({ ...(await contestant.load()), seconds: rig.pace.firstWarmUpSeconds });
  }
}

function refusal(error: unknown): { refused: string } {
  if (error instanceof Refused) {
    return { refused: error.message };
  }
  throw error;
}

async function takeTurn(rig: Rig, contestant: Contestant): Promise<Turn> {
  const { warmUpSeconds, seconds } = rig.pace;
  await contestant.prepare?.();
  const load = await contestant.load();
  refuseFailures(await rig.generator.run({ ...load, seconds: warmUpSeconds }));
  await pause(100);
  const pids = { ...contestant.processes, ...rig.parts };
  await untilQuiet(Object.values(pids));
  const before = cpuSecondsByName(pids);
  const result = await rig.generator.run({ ...load, seconds });
  // What is left to do after the last answer belongs to the price of the answers.
  await untilQuiet(Object.values(pids));
  const cpu = cpuPerThousand(pids, before, result.requests);
  refuseFailures(result);
  await contestant.verify?.(result);
  return { result, cpu };
}

function refuseFailures(result: LoadResult): void {
  const failures = failuresIn(result);
  if (failures || result.requests === 0) {
    throw new Refused(`of ${result.requests} requests failed: ${failures || 'none was answered'}`);
  }
}

function rateOf({ result }: Turn): number {
  return result.requests / result.seconds;
}

function entryOf(row: string, { name, processes }: Contestant, turns: readonly Turn[], refusals: readonly string[]): Entry {
  const medianOf = (pick: (turn: Turn) => number) => (turns.length > 0 ? median(turns.map(pick)) : undefined);
  const cpu = Object.keys(turns[0]?.cpu ?? {}).map((process) => [process, medianOf((turn) => turn.cpu[process] ?? 0)]);
  const memory = Object.entries(processes).map(([process, pid]) => [process, peakMegabytesOf(pid)]);
  return {
    row,
    system: name,
    unit: 'requests/s',
    value: medianOf(rateOf),
    rounds: turns.map(rateOf),
    p50: medianOf(({ result }) => result.p50),
    p99: medianOf(({ result }) => result.p99),
    cpu: Object.fromEntries(cpu),
    peakMemory: Object.fromEntries(memory.filter(([, megabytes]) => megabytes !== undefined)),
    ...(refusals.length > 0 && { note: `not counted: ${refusals.join('; ')}` }),
  };
}
