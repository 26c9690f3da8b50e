/**
 * `npm run cli -- <command>`: administration. Standard output carries results only; whatever goes wrong is one message on
 * standard error and exit code 1. The environment decides, then a `.env` file, then the stack that `npm start` runs.
 */
import 'reflect-metadata';
import { resolve } from 'node:path';
import { DomainError } from '@app/contracts';
import { givenEnvironment, InvalidEnvironment, isDatabaseOutage, withSecretsRead } from '@app/platform';
import { mongo } from 'mongoose';
import { CommandFactory } from 'nest-commander';
import { cliEnvironment } from './cli-environment';
import { CliModule } from './cli.module';
import { Refusal } from './refusal';

/** Of MongoDB, to whoever has a wrong password or too few rights. */
const notAllowed = new Set<unknown>([13, 18]);

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

/** Only of what nobody expected it is of use to know where it happened. */
function messageOf(error: Error): string | undefined {
  if (isDatabaseOutage(error)) {
    return `MongoDB does not answer (${error.message}). Look at MONGO_URI.`;
  }
  if (error instanceof mongo.MongoServerError && notAllowed.has(error.code)) {
    return `MongoDB refuses: ${error.message}. Look at MONGO_URI.`;
  }
  const isExpected = error instanceof DomainError || error instanceof InvalidEnvironment || error instanceof Refusal;
  return isExpected ? error.message : error.stack;
}
