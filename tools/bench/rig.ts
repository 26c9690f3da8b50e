import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mongo } from 'mongoose';
import { PartVariables } from '../stack/parts/part-context';
import { Ports } from '../stack/ports';
import { Report } from '../stack/report';
import { LocalStack, STACK_FILE, StackFile, startStack } from '../stack/start-stack';
import { compileBaselines } from './baselines/compile';
import { Autocannon } from './load/autocannon';
import { LoadGenerator } from './load/load';
import { Wrk } from './load/wrk';
import { Pace } from './pace';
import { Programs } from './programs';
import { Queues } from './queues';

const ROOT = resolve(__dirname, '../..');
const DATA = join(ROOT, '.data');
const APPS = ['api', 'order-processor'];

/** Whatever the environment names, every part is local: all that is compared runs on the same. */
const LEFT_OUT = ['MONGO_URI', 'REDIS_HOST', 'SQS_QUEUE_URL', 'AWS_ENDPOINT_URL_SQS', 'AWS_ENDPOINT_URL_SES', 'MAILBOX_PORT'];

/** What every measurement works with. */
export interface Rig {
  /** How the parts of the stack are reached. */
  readonly environment: PartVariables;
  /** Process ids of those parts by name. */
  readonly parts: Readonly<Record<string, number>>;
  /** Of this run alone; holds the built programs under `apps` and `baselines`, and logs. */
  readonly directory: string;
  readonly programs: Programs;
  readonly ports: Ports;
  readonly database: mongo.MongoClient;
  readonly queues: Queues;
  readonly generator: LoadGenerator;
  readonly pace: Pace;
  readonly report: Report;
}

/** A rig and how to take it down again. */
export interface OpenRig {
  readonly rig: Rig;
  /** Rejects when a part of the stack ends although nobody stopped it. */
  readonly crashed: Promise<never>;
  /** Stops everything and removes the data. */
  close(): Promise<void>;
}

/**
 * Starts the stack on fresh data, and takes the apps as they are built now: a build meanwhile changes nothing.
 *
 * @throws Error when the apps are not built, or a part of the stack cannot be started.
 */
export async function openRig(pace: Pace, report: Report): Promise<OpenRig> {
  const directory = freshDirectory();
  const programs = new Programs();
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of [() => programs.stop(), ...closers.reverse()]) {
      await closer().catch((error: unknown) => report.note(`Not closed properly: ${String(error)}`));
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    copyApps(directory);
    compileBaselines(join(directory, 'baselines'));
    const stack = await startLocalStack(directory, report);
    closers.push(() => stack.stop());
    const { environment } = stack;
    const database = await new mongo.MongoClient(environment.MONGO_URI ?? '').connect();
    closers.push(() => database.close());
    const { processes: parts } = JSON.parse(readFileSync(join(directory, STACK_FILE), 'utf8')) as StackFile;
    const generator = loadGenerator(programs, directory);
    const queues = new Queues(environment);
    const rig = { environment, parts, directory, programs, ports: new Ports(), database, queues, generator, pace, report };
    const crashed = stack.crashed.then((crash) => Promise.reject(crash));
    crashed.catch(() => undefined);
    return { rig, crashed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function freshDirectory(): string {
  mkdirSync(DATA, { recursive: true });
  return mkdtempSync(join(DATA, 'bench-'));
}

function copyApps(directory: string): void {
  for (const app of APPS) {
    const built = join(ROOT, 'dist/apps', app);
    if (!existsSync(join(built, 'main.js'))) {
      throw new Error('The apps are not built yet: run `npm run build` first.');
    }
    cpSync(built, join(directory, 'apps', app), { recursive: true });
  }
}

function startLocalStack(dataDir: string, report: Report): Promise<LocalStack> {
  const environment = { ...process.env, ...Object.fromEntries(LEFT_OUT.map((name) => [name, undefined])) };
  return startStack({ dataDir, binDir: join(DATA, 'bin'), environment, report });
}

function loadGenerator(programs: Programs, directory: string): LoadGenerator {
  try {
    // It has no other way to tell that it is there, and ends this one with 1.
    execFileSync('wrk', ['--version'], { stdio: 'ignore' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return new Autocannon(programs, directory);
    }
  }
  return new Wrk(programs, directory);
}
