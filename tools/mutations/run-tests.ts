import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What became of the tests that were asked for. */
export interface TestRun {
  readonly passed: readonly string[];
  /** By an assertion or an error of their own. */
  readonly failed: readonly string[];
  /** Why no test could run: the file does not compile, for instance. */
  readonly problem?: string;
  readonly seconds: number;
}

interface JestReport {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** A test that only hangs without its guard is not waited for as long as one that works. */
const testTimeoutMs = 30_000;
const longestRunMs = 180_000;

/** Runs the tests of one file whose full names contain one of these texts, in a tree of its own. */
export async function runTests(
  root: string,
  path: string,
  names: readonly string[],
  { environment, signal }: { environment: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<TestRun> {
  const since = Date.now();
  const report = join(root, '.data', 'report.json');
  rmSync(report, { force: true });
  const output = await jest(root, [...argumentsFor(join(root, path), names), '--outputFile', report], environment, signal);
  signal.throwIfAborted();
  return { ...outcomeIn(report, output), seconds: (Date.now() - since) / 1000 };
}

function argumentsFor(path: string, names: readonly string[]): string[] {
  return [
    ...['--config', join('tools', 'mutations', 'jest.config.js'), '--runInBand', '--forceExit', '--json', '--testTimeout', String(testTimeoutMs)],
    ...['--cacheDirectory', '.data/jest', '--selectProjects', projectOf(path)],
    ...['--testNamePattern', names.map(escapeRegExp).join('|'), '--runTestsByPath', path],
  ];
}

function projectOf(path: string): string {
  return path.endsWith('.int-spec.ts') ? 'adapter' : 'unit';
}

/** Resolves to what jest printed, however it ended. */
function jest(cwd: string, args: string[], environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join('node_modules', 'jest', 'bin', 'jest.js'), ...args], {
      cwd,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      timeout: longestRunMs,
    });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    // An abort shows as an error first, and as the end afterwards.
    child.on('error', () => undefined);
    child.on('close', () => resolve(printed));
  });
}

function outcomeIn(report: string, output: string): Omit<TestRun, 'seconds'> {
  let results: JestReport['testResults'];
  try {
    results = (JSON.parse(readFileSync(report, 'utf8')) as JestReport).testResults;
  } catch {
    return { passed: [], failed: [], problem: output.trim() || 'The tests did not end in time.' };
  }
  const tests = results.flatMap(({ assertionResults }) => assertionResults);
  const named = (status: string) => tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
  const [passed, failed] = [named('passed'), named('failed')];
  const didRun = passed.length + failed.length > 0;
  const problem = results.map(({ message }) => message).join('\n').trim() || 'No test has such a name.';
  return { passed, failed, ...(!didRun && { problem }) };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
