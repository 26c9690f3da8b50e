/**
 * `npm run cli -- <command>`: administration. Standard output carries results only; whatever goes wrong is one message on
 * standard error and exit code 1. The environment decides, then a `.env` file, then the stack that `npm start` runs.
 */
import 'reflect-metadata';
import { resolve } from 'node:path';
import { DomainError } from '@app/contracts';
import { InvalidEnvironment } from '@app/platform';
import { config as readDotenv } from 'dotenv';
import { CommandFactory } from 'nest-commander';
import { Environment } from '../stack/parts/part-context';
import { cliEnvironment } from './cli-environment';
import { CliModule } from './cli.module';

const root = resolve(__dirname, '../..');
const fromFile = readDotenv({ path: resolve(root, '.env'), quiet: true, processEnv: {} }).parsed;
const given: Environment = { ...fromFile, ...process.env };

Object.assign(process.env, cliEnvironment(given, resolve(root, given.DATA_DIR || '.data')));
void CommandFactory.run(CliModule, { logger: false, serviceErrorHandler: fail });

function fail(error: Error): void {
  const isExpected = error instanceof DomainError || error instanceof InvalidEnvironment;
  process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
