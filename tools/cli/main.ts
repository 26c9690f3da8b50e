/**
 * `npm run cli -- <command>`: administration. Standard output carries results only; whatever goes wrong is one message on
 * standard error and exit code 1. The environment decides, then a `.env` file, then the stack that `npm start` runs.
 */
import 'reflect-metadata';
import { resolve } from 'node:path';
import { givenEnvironment, withSecretsRead } from '@app/platform';
import { CommandFactory } from 'nest-commander';
import { cliEnvironment } from './cli-environment';
import { CliModule } from './cli.module';
import { messageOf } from './message-of';

const root = resolve(__dirname, '../..');

try {
  const given = withSecretsRead(givenEnvironment(resolve(root, '.env')));
  // What is given comes first: it also says of each secret that was in a file that it is no longer there.
  Object.assign(process.env, given, cliEnvironment(given, resolve(root, given.DATA_DIR || '.data')));
  void CommandFactory.run(CliModule, { logger: false, serviceErrorHandler: fail });
} catch (error) {
  fail(error as Error);
}

/** A start that failed half-way leaves connections behind, which would keep the process. */
function fail(error: Error): void {
  process.stderr.write(`${messageOf(error)}\n`, () => process.exit(1));
}
