import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeptProcess } from '../process/kept-process';
import { lastLines } from '../process/last-lines';
import { Report } from '../report';

/** A program that downloads something into a directory. */
export interface Download {
  /** For people: what is fetched, from where. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Everything it writes goes here; its growth is the progress shown. */
  readonly directory: string;
  /** Seconds without a further byte after which it is given up. */
  readonly stallSeconds: number;
}

const BETWEEN_LOOKS_MS = 250;
const BYTES_PER_MB = 1_000_000;

/**
 * Runs a download to its end and shows how it moves.
 *
 * @throws Error with the end of its output when it fails or stalls.
 */
export async function download(
  { name, command, args, environment, directory, stallSeconds }: Download,
  report: Report,
): Promise<void> {
  const logFile = join(directory, 'download.log');
  const process = new KeptProcess({ name, command, args, environment, output: { logFile } });
  const ended = process.exited.then(({ code }) => ({ code }));
  let size = 0;
  let grewAt = Date.now();
  for (;;) {
    const end = await Promise.race([ended, sleep(BETWEEN_LOOKS_MS, undefined)]);
    if (end?.code === 0) {
      return;
    }
    if (end) {
      throw new Error(lastLines(logFile, 2).reverse().join(' ') || `exit code ${end.code}`);
    }
    const now = await sizeOf(directory);
    grewAt = now === size ? grewAt : Date.now();
    size = now;
    report.progress(`${name}: ${(size / BYTES_PER_MB).toFixed(1)} MB`);
    if (Date.now() - grewAt > stallSeconds * 1000) {
      process.kill();
      await ended;
      throw new Error(`nothing came for ${stallSeconds} s`);
    }
  }
}

async function sizeOf(directory: string): Promise<number> {
  try {
    const entries = await readdir(directory, { recursive: true });
    const sizes = await Promise.all(entries.map(async (entry) => (await stat(join(directory, entry))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    // A file vanished while it was looked at: the next look will do.
    return 0;
  }
}
