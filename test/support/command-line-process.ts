import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const here = resolve(__dirname, '../..');

/** What a command has left behind. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run cli --` with these arguments, told nothing but what is given, with nothing but this on standard input. */
export class CommandLineProcess {
  stdout = '';
  stderr = '';
  readonly exitCode: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(args: readonly string[], environment: Readonly<Record<string, string | undefined>>, input = '', root = here) {
    this.process = spawn(process.execPath, ['-r', '@swc-node/register', resolve(root, 'tools/cli/main.ts'), ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment },
    });
    this.exitCode = new Promise((done) => this.process.on('close', done));
    this.process.stdout?.on('data', (text) => (this.stdout += text));
    this.process.stderr?.on('data', (text) => (this.stderr += text));
    // A command that refuses its arguments does not read it.
    this.process.stdin?.on('error', () => undefined).end(input);
  }

  /** Everything it has printed. */
  get output(): string {
    return this.stdout + this.stderr;
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.process.kill('SIGINT');
  }

  async ran(): Promise<Ran> {
    const exitCode = await this.exitCode;
    return { exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}
