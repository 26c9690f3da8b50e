import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Of the fields that proc(5) counts these in, the kernel promises a hundred a second to every program. */
const TICKS_A_SECOND = 100;
const BETWEEN_LOOKS_MS = 250;
const LONGEST_UNREST_MS = 30_000;
/** Of one core. */
const QUIET = 0.1;

/** Seconds of CPU that a process has used so far; undefined where there is no /proc, and once it has ended. */
export function cpuSecondsOf(pid: number): number | undefined {
  const [, , , , , , , , , , , user, system] = fieldsBehindName(pid);
  return user === undefined ? undefined : (Number(user) + Number(system)) / TICKS_A_SECOND;
}

/** The same of several, by name; those of which nothing is known are left out. */
export function cpuSecondsByName(pids: Readonly<Record<string, number>>): Record<string, number> {
  const used = Object.entries(pids).map(([name, pid]) => [name, cpuSecondsOf(pid)]);
  return Object.fromEntries(used.filter(([, seconds]) => seconds !== undefined));
}

/** What each has used since, for a thousand of something. */
export function cpuPerThousand(
  pids: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
  count: number,
): Record<string, number> {
  const used = Object.entries(cpuSecondsByName(pids));
  return Object.fromEntries(used.map(([name, seconds]) => [name, (seconds - (before[name] ?? 0)) / (count / 1000)]));
}

/** The most memory that a process has held at once, in megabytes; undefined where there is no /proc. */
export function peakMegabytesOf(pid: number): number | undefined {
  return megabytes(pid, 'VmHWM');
}

/** What it holds now, in the same way. */
export function residentMegabytesOf(pid: number): number | undefined {
  return megabytes(pid, 'VmRSS');
}

/** Resolves once these processes hardly work any more, so that what one left to do later does not slow down the next. */
export async function untilQuiet(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + LONGEST_UNREST_MS;
  const used = () => pids.map((pid) => cpuSecondsOf(pid) ?? 0);
  for (let quietLooks = 0; quietLooks < 2 && Date.now() < deadline; ) {
    const before = used();
    await pause(BETWEEN_LOOKS_MS);
    const isQuiet = used().every((now, i) => (now - (before[i] ?? 0)) * 1000 <= QUIET * BETWEEN_LOOKS_MS);
    quietLooks = isQuiet ? quietLooks + 1 : 0;
  }
}

function megabytes(pid: number, field: string): number | undefined {
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(read(pid, 'status')) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** The name stands in parentheses and may itself hold any character. */
function fieldsBehindName(pid: number): string[] {
  const stat = read(pid, 'stat');
  return stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ') : [];
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
