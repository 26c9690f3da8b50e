import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryLock } from './directory-lock';
import { emulatedAws } from './parts/emulated-aws';
import { startMailbox } from './parts/mailbox';
import { findMongod, startMongo } from './parts/mongo';
import { Environment, PartContext, PartVariables } from './parts/part-context';
import { findRedis, startRedis } from './parts/redis';
import { ordersQueueAt, startSqs } from './parts/sqs';
import { Ports } from './ports';
import { PartStopped } from './process/part-stopped';
import { ProcessGroup } from './process/process-group';
import { Report } from './report';

/** Where the stack lives and what it may use. */
export interface StackOptions {
  /** Holds databases, logs and fetched programs; one stack at a time. */
  readonly dataDir: string;
  /** Fetched programs, if they are to be shared between data directories. */
  readonly binDir?: string;
  /** The user's variables: each one that names a real MongoDB, Redis, SQS or SES replaces that part. */
  readonly environment: Environment;
  readonly report: Report;
  /** Free ports, empty databases, and MongoDB's fault injection. */
  readonly forTests?: boolean;
  /** The processes to add the parts to; by default the stack has its own. */
  readonly processes?: ProcessGroup;
}

/** A running stack. Everything in it ends with this process, however this process ends. */
export interface LocalStack {
  /** What the apps need in addition to the variables given, to reach the parts. */
  readonly environment: PartVariables;
  /** Where mails are shown; none when real ones are sent. */
  readonly mailboxUrl?: string;
  /** Resolves when a part ends although nobody stopped it. */
  readonly crashed: Promise<PartStopped>;
  stop(): Promise<void>;
}

/** The file in the data directory that tells other processes where the running stack's parts are. */
export const STACK_FILE = 'stack.json';

/** What that file holds. */
export interface StackFile {
  readonly launcher: number;
  readonly processes: Readonly<Record<string, number>>;
  readonly environment: PartVariables;
  readonly mailboxUrl?: string;
}

/**
 * Starts MongoDB, Redis, SQS and SES as far as the environment does not name real ones.
 *
 * @throws DirectoryInUse, NoMongod, or PartStopped; whatever had been started is stopped then.
 */
export async function startStack(options: StackOptions): Promise<LocalStack> {
  const { dataDir, binDir = join(dataDir, 'bin'), environment, report, forTests = false } = options;
  const { processes = new ProcessGroup() } = options;
  const lock = await DirectoryLock.take(dataDir);
  const file = join(dataDir, STACK_FILE);
  const pids: Record<string, number> = {};
  processes.onStart((name, pid) => {
    pids[name] = pid;
    lock.note(name, pid);
  });
  processes.onEnd(() => {
    rmSync(file, { force: true });
    lock.release();
  });
  try {
    rmSync(file, { force: true });
    const context = { dataDir, binDir, environment, report, forTests, processes, ports: new Ports() };
    const variables = await startParts(context);
    const mailboxUrl = variables.AWS_ENDPOINT_URL_SES;
    const content: StackFile = { launcher: process.pid, processes: pids, environment: variables, mailboxUrl };
    writeFileSync(file, JSON.stringify(content, null, 2), { mode: 0o600 });
    return { environment: variables, mailboxUrl, crashed: processes.crashed, stop: () => processes.stop() };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function startParts(context: PartContext): Promise<PartVariables> {
  const { environment, report } = context;
  const hasMongo = isGiven(context, 'MONGO_URI', 'MongoDB');
  const hasRedis = isGiven(context, 'REDIS_HOST', 'Redis');
  const hasSqs = isGiven(context, 'SQS_QUEUE_URL', 'SQS') || isGiven(context, 'AWS_ENDPOINT_URL_SQS', 'SQS');
  const hasSes = isGiven(context, 'AWS_ENDPOINT_URL_SES', 'SES');
  const mongod = hasMongo ? undefined : await findMongod(context);
  const redis = hasRedis ? undefined : await findRedis(context);
  report.progress('starting');
  const parts = await allOrFirstFailure([
    mongod && startMongo(context, mongod),
    redis && startRedis(context, redis),
    hasSqs ? undefined : startSqs(context),
    hasSes ? undefined : startMailbox(context),
  ]);
  // Real SQS or SES may rely on a role instead of keys: then none may be made up.
  const aws = environment.SQS_QUEUE_URL && !environment.AWS_ENDPOINT_URL_SQS ? {} : emulatedAws(environment);
  const { AWS_ENDPOINT_URL_SQS: endpoint, SQS_QUEUE_URL: queueUrl } = environment;
  return Object.assign({}, aws, endpoint && !queueUrl ? ordersQueueAt(endpoint) : {}, ...parts);
}

function isGiven({ environment, report }: PartContext, variable: string, part: string): boolean {
  if (environment[variable]) {
    report.note(`${part}: the one that ${variable} names`);
  }
  return Boolean(environment[variable]);
}

/** Waits for all even if one fails, so that none is still starting when the others are stopped. */
async function allOrFirstFailure(
  parts: readonly (Promise<PartVariables> | undefined)[],
): Promise<PartVariables[]> {
  const results = await Promise.allSettled(parts);
  return results.map((result) => {
    if (result.status === 'rejected') {
      throw result.reason;
    }
    return result.value ?? {};
  });
}
