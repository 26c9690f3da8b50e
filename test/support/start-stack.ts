import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive } from '../../tools/stack/process/is-alive';
import { KeptProcess } from '../../tools/stack/process/kept-process';
import { PartStopped } from '../../tools/stack/process/part-stopped';
import type { StackFile } from '../../tools/stack/start-stack';
import { waitUntil } from '../../tools/stack/wait-until';
import { theStack } from './the-stack';

const ROOT = resolve(__dirname, '../..');
const DATA = join(ROOT, '.data');
/** The first start on a machine may have to fetch MongoDB. */
const WITHIN_SECONDS = 600;

/**
 * Starts the stack that all test files share, on data and ports of its own, before any of them runs. They find it
 * in the environment, as the apps do: `MONGO_URI`, `REDIS_HOST`, `SQS_QUEUE_URL`, `AWS_ENDPOINT_URL_SES` and so on.
 * What the environment names already is used instead of a part of the stack.
 */
export default async function startStack(): Promise<void> {
  const dataDir = freshDirectory();
  const stack = new KeptProcess({
    name: 'local stack',
    command: process.execPath,
    args: ['-r', '@swc-node/register', join(ROOT, 'tools/stack/main.ts'), '--for-tests', ...directories(dataDir)],
    output: 'stderr',
    graceSeconds: 30,
  });
  theStack.set(stack);
  await waitUntil(() => readFileSync(join(dataDir, 'stack.json')).length > 0, {
    withinSeconds: WITHIN_SECONDS,
    description: 'the local stack',
    unless: stack.exited.then((exit) => Promise.reject(new PartStopped(stack.spec, exit))),
  });
  const { environment } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as StackFile;
  Object.assign(process.env, environment);
}

function directories(dataDir: string): string[] {
  return ['--data-dir', dataDir, '--bin-dir', join(DATA, 'bin')];
}

/** A directory for this run alone, so that several can run at once; what earlier ones left is removed. */
function freshDirectory(): string {
  const all = join(DATA, 'test');
  mkdirSync(all, { recursive: true });
  for (const entry of readdirSync(all).filter((name) => !isAlive(Number(name)))) {
    rmSync(join(all, entry), { recursive: true, force: true, maxRetries: 3 });
  }
  return join(all, String(process.pid));
}
