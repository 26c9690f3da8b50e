import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalStack, startStack } from '../stack/start-stack';
import { Report } from '../stack/report';
import { Guard } from './guard';
import { runTests, TestRun } from './run-tests';
import { TreeCopy } from './tree-copy';

/** What became of one guard's test without the guard. */
export interface Verdict extends TestRun {
  readonly guard: Guard;
  readonly isKilled: boolean;
}

const atOnce = Math.min(2, availableParallelism());

/** Copies of the tree and one local stack for all of them; nothing is left of it in the end. */
export class Trial {
  private constructor(
    private readonly directory: string,
    private readonly copies: readonly TreeCopy[],
    private readonly stack: LocalStack,
    private readonly signal: AbortSignal,
  ) {}

  static async begin(source: string, report: Report, signal: AbortSignal): Promise<Trial> {
    const directory = mkdtempSync(join(tmpdir(), 'mutations-'));
    try {
      const copies = Array.from({ length: atOnce }, (_, index) => TreeCopy.make(source, join(directory, `copy-${index}`)));
      const options = { dataDir: join(directory, 'stack'), binDir: join(source, '.data', 'bin'), environment: process.env, report, forTests: true };
      return new Trial(directory, copies, await startStack(options), signal);
    } catch (error) {
      rmSync(directory, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs every test with all guards in place; answers the names that no passing test has, with the reason. */
  async baseline(guards: readonly Guard[]): Promise<string[]> {
    const namesByPath = new Map<string, Set<string>>();
    for (const { path, name } of guards.map(({ test }) => test)) {
      namesByPath.set(path, (namesByPath.get(path) ?? new Set()).add(name));
    }
    const faults: string[] = [];
    await this.shareOut([...namesByPath], async (copy, [path, names]) => {
      const { passed, failed, problem } = await runTests(copy.root, path, [...names], this.surroundings());
      const missing = [...names].filter((name) => !passed.some((fullName) => fullName.includes(name)));
      faults.push(...failed.map((name) => `${path} › ${name} fails with all guards in place`));
      faults.push(...missing.map((name) => `${path} › ${name} did not pass with all guards in place. ${problem ?? ''}`));
    });
    return faults;
  }

  /** Removes each guard in turn and runs its test. */
  async withoutEach(guards: readonly Guard[], onVerdict: (verdict: Verdict) => void): Promise<Verdict[]> {
    const verdicts = new Map<Guard, Verdict>();
    await this.shareOut(guards, async (copy, guard) => {
      const { path, name } = guard.test;
      const run = await copy.without(guard, () => runTests(copy.root, path, [name], this.surroundings()));
      const verdict = { ...run, guard, isKilled: run.failed.length > 0 };
      verdicts.set(guard, verdict);
      onVerdict(verdict);
    });
    return guards.flatMap((guard) => verdicts.get(guard) ?? []);
  }

  async end(): Promise<void> {
    await this.stack.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  private surroundings() {
    return { environment: { ...process.env, ...this.stack.environment }, signal: this.signal };
  }

  private async shareOut<T>(jobs: readonly T[], work: (copy: TreeCopy, job: T) => Promise<void>): Promise<void> {
    const left = [...jobs];
    await Promise.all(
      this.copies.map(async (copy) => {
        for (let job = left.shift(); job !== undefined; job = left.shift()) {
          await work(copy, job);
        }
      }),
    );
  }
}
