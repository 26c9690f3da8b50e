import { ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** A program to run, and how it is asked to stop. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its whole environment; the launcher's own when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A file that its output replaces, or a pipe to read `output` from, or the launcher's standard error. */
  readonly output: { readonly logFile: string } | 'pipe' | 'stderr';
  readonly stopSignal?: NodeJS.Signals;
  /** Seconds between the stop signal and SIGKILL. */
  readonly graceSeconds?: number;
}

/** How a program ended: its exit code, or the signal that ended it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

type Told = { pid: number } | { exit: Exit };

/**
 * A program that ends when this process ends, however this process ends: a keeper watches over it (see `keeper.js`).
 * Keeper and program form a process group of their own, so that Ctrl-C in a terminal reaches only the launcher,
 * which then stops them in order.
 */
export class KeptProcess {
  readonly exited: Promise<Exit>;
  /** The program's process id; never resolves if it could not be started (`exited` does). */
  readonly started: Promise<number>;
  private readonly keeper: ChildProcess;
  private pid?: number;

  constructor(readonly spec: ProcessSpec) {
    const { command, args, stopSignal = 'SIGTERM', graceSeconds = 5 } = spec;
    this.keeper = withOutputOf(spec, (output) =>
      fork(join(__dirname, 'keeper.js'), [JSON.stringify({ command, args, stopSignal, graceSeconds })], {
        detached: true,
        execArgv: [],
        stdio: ['ignore', output, output, 'ipc'],
        ...(spec.environment && { env: definedIn(spec.environment) }),
      }),
    );
    this.started = new Promise((resolve) => {
      this.keeper.on('message', (told: Told) => 'pid' in told && resolve((this.pid = told.pid)));
    });
    this.exited = this.end();
  }

  /** What the program prints; only with `output: 'pipe'`. */
  get output(): readonly Readable[] {
    return [this.keeper.stdout, this.keeper.stderr].filter((stream) => stream !== null);
  }

  /** Asks the program to stop, and resolves once it has; it is killed if it takes longer than its grace. */
  async stop(): Promise<void> {
    this.order('stop');
    await this.exited;
  }

  /** Ends the program at once. */
  kill(): void {
    this.order('kill');
  }

  private order(order: 'stop' | 'kill'): void {
    if (this.keeper.connected) {
      this.keeper.send(order, () => undefined);
    }
  }

  private end(): Promise<Exit> {
    let exit: Exit | undefined;
    this.keeper.on('message', (told: Told) => 'exit' in told && (exit = told.exit));
    return new Promise((resolve) => {
      this.keeper.on('close', (code, signal) => {
        if (!exit && this.pid !== undefined) {
          endOrphan(this.pid);
        }
        resolve(exit ?? { code, signal });
      });
    });
  }
}

/** Somebody killed the keeper: nothing watches over its program any more. */
function endOrphan(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function withOutputOf<T>({ output }: ProcessSpec, use: (output: number | 'pipe') => T): T {
  if (output === 'pipe') {
    return use('pipe');
  }
  if (output === 'stderr') {
    return use(2);
  }
  mkdirSync(dirname(output.logFile), { recursive: true });
  const file = openSync(output.logFile, 'w');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function definedIn(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
