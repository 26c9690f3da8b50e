import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { download } from '../stack/binaries/download';
import { Environment } from '../stack/parts/part-context';
import { Report } from '../stack/report';

const run = promisify(execFile);

const REQUIREMENTS = join(__dirname, 'requirements.txt');
/** Schemathesis needs 3.11. Where the name on the PATH stands for a choice between several, this is the one that it stands for now. */
const PRINT_ITSELF = 'import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys.executable)';
const STALL_SECONDS = 120;

/** How the installed program is called. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** What it needs beside the environment of whoever calls it. */
  readonly environment: Environment;
}

/**
 * Finds Schemathesis in the data directory, or installs it there with pip, once for each set of pinned versions. pip's own
 * configuration says where from.
 *
 * @throws Error that says what to install when there is no Python that will do, or pip is missing or fails.
 */
export async function installSchemathesis(dataDir: string, report: Report): Promise<Program> {
  const python = await findPython();
  const fingerprint = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = join(dataDir, `schemathesis-${fingerprint}`);
  if (!existsSync(home)) {
    await installInto(home, python, report);
  }
  const ownPython = pythonOf(home);
  return existsSync(ownPython)
    ? { command: ownPython, args: ['-P', '-m', 'schemathesis.cli'], environment: {} }
    : { command: python, args: ['-P', '-m', 'schemathesis.cli'], environment: { PYTHONPATH: home } };
}

async function findPython(): Promise<string> {
  for (const python of ['python3', 'python']) {
    const printed = await run(python, ['-c', PRINT_ITSELF]).catch(() => undefined);
    if (printed) {
      return printed.stdout.trim();
    }
  }
  throw needed('there is no Python 3.11 or newer on the PATH');
}

/** Others see the whole of it or nothing. */
async function installInto(home: string, python: string, report: Report): Promise<void> {
  const since = Date.now();
  const incoming = `${home}.${process.pid}`;
  report.note('Schemathesis: installing it from PyPI (once)');
  try {
    await download({ name: 'Schemathesis from PyPI', ...(await pipInto(incoming, python)), directory: incoming, stallSeconds: STALL_SECONDS }, report);
    renameSync(incoming, home);
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true });
    // Another run may have been faster.
    if (!existsSync(home)) {
      throw error;
    }
  }
  report.done('Schemathesis installed', since);
}

/** An environment of its own; where Python comes without what makes one, a plain directory does. */
async function pipInto(directory: string, python: string): Promise<Program> {
  const options = ['--no-input', '--disable-pip-version-check', '--only-binary=:all:', '--requirement', REQUIREMENTS];
  const environment = { ...process.env, TMPDIR: directory };
  if (await succeeds(python, '-m', 'venv', directory)) {
    return { command: pythonOf(directory), args: ['-m', 'pip', 'install', ...options], environment };
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  if (!(await succeeds(python, '-m', 'pip', '--version'))) {
    throw needed(`${python} has no pip`);
  }
  return { command: python, args: ['-m', 'pip', 'install', '--target', directory, ...options], environment };
}

function pythonOf(directory: string): string {
  return process.platform === 'win32' ? join(directory, 'Scripts', 'python.exe') : join(directory, 'bin', 'python');
}

function succeeds(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

function needed(missing: string): Error {
  return new Error(`The contract is tried with Schemathesis, and ${missing}: install python3 (3.11 or newer) with python3-venv, or with python3-pip.`);
}
