import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StackFile } from '../../tools/stack/start-stack';
import { waitUntil } from '../../tools/stack/wait-until';

const ROOT = resolve(__dirname, '../..');

/** A launcher of the stack in a process of its own, as a user starts it; told nothing but what is given. */
export class StackLauncher {
  readonly exitCode: Promise<number | null>;
  printed = '';
  private readonly process: ChildProcess;

  constructor(
    private readonly dataDir: string,
    environment: Record<string, string> = {},
  ) {
    const script = ['-r', '@swc-node/register', join(ROOT, 'tools/stack/main.ts')];
    this.process = spawn(
      process.execPath,
      [...script, '--data-dir', dataDir, '--bin-dir', join(ROOT, '.data/bin')],
      { cwd: ROOT, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment } },
    );
    this.exitCode = new Promise((done) => this.process.on('close', done));
    this.process.stdout?.on('data', (text) => (this.printed += text));
    this.process.stderr?.on('data', (text) => (this.printed += text));
  }

  /** Where everything is, once it runs. Throws what the launcher printed if it ends instead. */
  async ready(): Promise<StackFile> {
    await waitUntil(() => readFileSync(join(this.dataDir, 'stack.json')).length > 0, {
      withinSeconds: 60,
      description: 'the stack to run',
      unless: this.exitCode.then(() => Promise.reject(new Error(this.printed))),
    });
    return JSON.parse(readFileSync(join(this.dataDir, 'stack.json'), 'utf8')) as StackFile;
  }

  send(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}
