import { join } from 'node:path';
import { KeptProcess } from '../stack/process/kept-process';
import { LogIn } from '../start/load-demo-data';
import { Program } from './install-schemathesis';
import { Options } from './options';
import { Outcome, outcomeOf } from './outcome';

const CONFIG = join(__dirname, 'schemathesis.toml');
const HOOKS = join(__dirname, 'hooks.py');

export interface Place {
  readonly baseUrl: string;
  readonly directory: string;
}

/** As whom the API is used, and which of its operations, by their ids. */
export interface User extends LogIn, Partial<Options> {
  readonly user: string;
  readonly operations: readonly string[];
  /** Whether also in turns, by the links of the document; else each operation by itself. */
  readonly followsLinks: boolean;
}

/** Holds the API at an address to the document it serves. Hands on what Schemathesis prints; its files go into the directory. */
export async function runSchemathesis(
  program: Program,
  { baseUrl, directory }: Place,
  run: User & Options,
  show: (printed: string) => void,
): Promise<Outcome> {
  const { user, email, password, seed, maxExamples, operations, followsLinks } = run;
  const reportFile = join(directory, `contract-${user.replaceAll(' ', '-')}.json`);
  const process = new KeptProcess({
    name: 'Schemathesis',
    command: program.command,
    args: [
      ...program.args,
      ...['--config-file', CONFIG],
      ...['run', `${baseUrl}/openapi.json`],
      ...['--seed', String(seed), '--max-examples', String(maxExamples)],
      ...['--phases', `examples,coverage,fuzzing${followsLinks ? ',stateful' : ''}`],
      ...['--report', 'json', '--report-json-path', reportFile],
      ...operations.flatMap((id) => ['--include-operation-id', id]),
    ],
    environment: {
      ...globalThis.process.env,
      ...program.environment,
      CONTRACT_HOOKS: HOOKS,
      CONTRACT_URL: baseUrl,
      CONTRACT_EMAIL: email,
      CONTRACT_PASSWORD: password,
      HYPOTHESIS_STORAGE_DIRECTORY: join(directory, 'hypothesis'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    output: 'pipe',
  });
  process.output.forEach((printed) => printed.setEncoding('utf8').on('data', show));
  const { code } = await process.exited;
  return outcomeOf(user, code, reportFile);
}
