import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { waitUntil } from '../../tools/stack/wait-until';

const root = resolve(__dirname, '../..');

export type AppName = 'api' | 'order-processor';

/** One of the two apps in a process of its own, built and configured as in production. */
export class AppProcess {
  /** Everything it has printed. */
  output = '';
  readonly exitCode: Promise<number | null>;
  readonly url: string;
  private readonly process: ChildProcess;

  constructor(name: AppName, environment: Record<string, string | undefined>) {
    this.url = `http://127.0.0.1:${environment.PORT}`;
    this.process = spawn(process.execPath, [resolve(root, `dist/apps/${name}/main.js`)], {
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

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    return this.exitCode;
  }

  /** The lines of its log that belong to one request. */
  logOf(requestId: string): Record<string, unknown>[] {
    const lines = this.output.split('\n').filter((line) => line.includes(requestId));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
