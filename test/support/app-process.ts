import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { waitUntil } from '../../tools/stack/wait-until';

const here = resolve(__dirname, '../..');

export type AppName = 'api' | 'order-processor';

/** What is told to one process beside what all are told. */
export interface LaunchOptions {
  /** Replaces variables; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Arguments for Node before the app, such as `--require` and a preload. */
  readonly nodeArgs?: readonly string[];
  /** Where it was built, if not here. */
  readonly root?: string;
}

/** One of the two apps in a process of its own, built and configured as in production. */
export class AppProcess {
  /** Everything it has printed. */
  output = '';
  readonly exitCode: Promise<number | null>;
  readonly url: string;
  private readonly process: ChildProcess;

  constructor(
    readonly name: AppName,
    private readonly environment: Readonly<Record<string, string | undefined>>,
    private readonly nodeArgs: readonly string[] = [],
    private readonly root = here,
  ) {
    this.url = `http://127.0.0.1:${environment.PORT}`;
    this.process = spawn(process.execPath, [...nodeArgs, resolve(root, `dist/apps/${name}/main.js`)], {
      cwd: resolve(root, 'dist'),
      env: { PATH: process.env.PATH, ...environment },
    });
    this.exitCode = new Promise((done) => this.process.on('close', done));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (text) => (this.output += text));
    }
  }

  /** Resolves once it can serve; rejects with its output when it ends instead. */
  async ready(): Promise<this> {
    await waitUntil(async () => (await fetch(`${this.url}/health/ready`)).status === 200, {
      withinSeconds: 60,
      description: `${this.url} to be ready`,
      unless: this.exitCode.then(() => Promise.reject(new Error(this.output))),
    });
    return this;
  }

  /** Whether it has not ended, for whatever reason. */
  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    this.thaw();
    return this.exitCode;
  }

  /** Ends it with -9, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** Stops it without ending it: its connections stay open, and nothing answers. */
  freeze(): void {
    this.process.kill('SIGSTOP');
  }

  thaw(): void {
    this.process.kill('SIGCONT');
  }

  /** Starts another process with the same environment, port and arguments, but for these changes. This one must have ended. */
  startAgain({ environment, nodeArgs = this.nodeArgs, root = this.root }: LaunchOptions = {}): AppProcess {
    return new AppProcess(this.name, { ...this.environment, ...environment }, nodeArgs, root);
  }

  /** The lines of its log that belong to one request. */
  logOf(requestId: string): Record<string, unknown>[] {
    const lines = this.output.split('\n').filter((line) => line.includes(requestId));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
