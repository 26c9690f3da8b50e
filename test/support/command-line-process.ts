import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** `npm run cli --` with these arguments, told nothing but what is given. */
export class CommandLineProcess {
  /** Everything it has printed. */
  output = '';
  readonly exitCode: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
    this.process = spawn(process.execPath, ['-r', '@swc-node/register', resolve(root, 'tools/cli/main.ts'), ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment },
    });
    this.exitCode = new Promise((done) => this.process.on('close', done));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (text) => (this.output += text));
    }
  }
}
