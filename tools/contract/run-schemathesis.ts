import { join } from 'node:path';
import { KeptProcess } from '../stack/process/kept-process';
import { LogIn } from '../start/load-demo-data';
import { Program } from './install-schemathesis';
import { Options } from './options';
import { Outcome, outcomeOf } from './outcome';

const CONFIG = join(__dirname, 'schemathesis.toml');
const HOOKS = join(__dirname, 'hooks.py');

/** As whom the API is used, and what of it: all operations, or those with these ids. */
export interface User extends LogIn, Partial<Options> {
  readonly user: string;
  readonly operations?: readonly string[];
}

/** Holds the API at an address to the document it serves, showing what Schemathesis prints. What it leaves behind goes into the directory. */
export async function runSchemathesis(program: Program, baseUrl: string, run: User & Options, directory: string): Promise<Outcome> {
  const reportFile = join(directory, `contract-${run.user}.json`);
  const { user, email, password, seed, maxExamples, operations = [] } = run;
  const process = new KeptProcess({
    name: 'Schemathesis',
    command: program.command,
    args: [
      ...program.args,
      ...['--config-file', CONFIG],
      ...['run', `${baseUrl}/openapi.json`],
      ...['--seed', String(seed), '--max-examples', String(maxExamples)],
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
  process.output.forEach((printed) => printed.pipe(globalThis.process.stdout, { end: false }));
  const { code } = await process.exited;
  return outcomeOf(user, code, reportFile);
}
