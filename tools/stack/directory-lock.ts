import { appendFileSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './process/is-alive';
import { waitUntil } from './wait-until';

/** Seconds that the parts of a launcher that was killed have to stop by themselves. */
const GRACE_SECONDS = 10;

/** Another stack runs on this data, or what it left behind does. */
export class DirectoryInUse extends Error {
  constructor(file: string, holder: string, remedy: string) {
    super(`${holder} uses this data directory. ${remedy} If no such process runs, delete ${file}.`);
    this.name = 'DirectoryInUse';
  }
}

interface Holder {
  readonly pid: number;
  readonly name: string;
}

/** Keeps two launchers from working on the same data: a file that names the launcher and its processes. */
export class DirectoryLock {
  private constructor(private readonly file: string) {}

  /**
   * Takes the lock; one whose launcher is gone is taken over as soon as the launcher's processes are gone too.
   *
   * @throws DirectoryInUse
   */
  static async take(directory: string): Promise<DirectoryLock> {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, 'lock');
    while (!create(file)) {
      const content = read(file);
      await refuseWhileHeld(file, parse(content));
      moveAside(file, content);
    }
    return new DirectoryLock(file);
  }

  /** Names a process that has to be gone before anyone else may use the directory. */
  note(name: string, pid: number): void {
    appendFileSync(this.file, `${pid} ${name}\n`);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** Links a complete file into place, so that nobody ever reads half a lock. */
function create(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid} launcher\n`);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(own);
  }
}

async function refuseWhileHeld(file: string, holders: readonly Holder[]): Promise<void> {
  const running = () => holders.filter(({ pid }) => pid !== process.pid && isAlive(pid));
  const launcher = running().find(({ name }) => name === 'launcher');
  if (launcher) {
    const remedy = 'Stop it first, or choose another directory with DATA_DIR.';
    throw new DirectoryInUse(file, `Process ${launcher.pid}`, remedy);
  }
  await waitUntil(() => running().length === 0, { withinSeconds: GRACE_SECONDS, description: file }).catch(() => {
    const left = running().map(({ name, pid }) => `${name} (process ${pid})`);
    const remedy = `It was left behind: kill ${running().map(({ pid }) => pid).join(' ')}.`;
    throw new DirectoryInUse(file, left.join(', '), remedy);
  });
}

/** Removes the lock that was read, and only that: another launcher may have taken it over meanwhile. */
function moveAside(file: string, expected: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== expected) {
      linkSync(aside, file);
    }
  } catch {
    // Somebody else was faster; the next try tells.
  }
  rmSync(aside, { force: true });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parse(content: string): Holder[] {
  return content
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([pid]) => Number(pid) > 0)
    .map(([pid, ...name]) => ({ pid: Number(pid), name: name.join(' ') }));
}
