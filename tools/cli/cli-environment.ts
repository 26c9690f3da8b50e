import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatedAws } from '../stack/parts/emulated-aws';
import { Environment } from '../stack/parts/part-context';
import { ordersQueueAt } from '../stack/parts/sqs';
import { isAlive } from '../stack/process/is-alive';
import { STACK_FILE, StackFile } from '../stack/start-stack';
import { jwtSecretIn } from '../start/jwt-secret';

const sqs = ['SQS_QUEUE_URL', 'AWS_ENDPOINT_URL_SQS', 'AWS_REGION', 'AWS_ACCESS_KEY', 'AWS_SECRET_KEY'];
/** What replaces a part of the local stack, and the variables that then must not come from it. */
const replacements: Readonly<Record<string, readonly string[]>> = {
  MONGO_URI: ['MONGO_URI'],
  REDIS_HOST: ['REDIS_HOST', 'REDIS_PORT'],
  SQS_QUEUE_URL: sqs,
  AWS_ENDPOINT_URL_SQS: sqs,
  AWS_ENDPOINT_URL_SES: ['AWS_ENDPOINT_URL_SES', 'SES_EMAIL'],
};

/**
 * The variables that are given, completed where they name no part by the stack that runs on this data directory, as
 * `npm start` completes them. Without a running stack they stay as they are.
 */
export function cliEnvironment(given: Environment, dataDir: string): Environment {
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const stack = runningStack(dataDir);
  if (!stack) {
    return own;
  }
  const elsewhere = Object.keys(replacements).filter((name) => own[name]).flatMap((name) => replacements[name]);
  const local = Object.entries(stack.environment).filter(([name]) => !elsewhere.includes(name));
  return { JWT_SECRET: jwtSecretIn(dataDir), ...Object.fromEntries(local), ...atEmulator(own), ...own };
}

function atEmulator(given: Environment): Environment {
  const { AWS_ENDPOINT_URL_SQS: endpoint } = given;
  return endpoint ? { ...emulatedAws(given), ...ordersQueueAt(endpoint) } : {};
}

/** What a stack that was killed left behind is not running. */
function runningStack(dataDir: string): StackFile | undefined {
  try {
    const stack = JSON.parse(readFileSync(join(dataDir, STACK_FILE), 'utf8')) as StackFile;
    return [stack.launcher, ...Object.values(stack.processes)].every(isAlive) ? stack : undefined;
  } catch {
    return undefined;
  }
}
