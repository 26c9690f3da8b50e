import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waitUntil } from '../../tools/stack/wait-until';

const root = resolve(__dirname, '../..');

/** A data directory of its own, which finds programs that were fetched before. */
export function freshDataDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'order-processing-'));
  mkdirSync(join(root, '.data/bin'), { recursive: true });
  symlinkSync(join(root, '.data/bin'), join(path, 'bin'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** What `npm start` runs after the build, told nothing but where its data is. */
export class StartedSystem {
  printed = '';
  readonly exitCode: Promise<number | null>;
  private readonly process: ChildProcess;

  /** `byNpm` as a user starts it; else without npm and its shell in between, to see its own exit code. */
  constructor(dataDir: string, { byNpm = false } = {}) {
    const [command, ...args] = byNpm
      ? ['npm', 'start', '--ignore-scripts']
      : [process.execPath, '-r', '@swc-node/register', 'tools/start.ts'];
    this.process = spawn(command ?? '', args, {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
    });
    this.exitCode = new Promise((done) => this.process.on('close', done));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (text) => (this.printed += text));
    }
  }

  /** Resolves once the table of addresses is printed. */
  async ready(): Promise<this> {
    await waitUntil(() => this.printed.includes('Ctrl-C stops everything'), {
      withinSeconds: 300,
      description: 'the table of addresses',
      unless: this.exitCode.then(() => Promise.reject(new Error(this.printed))),
    });
    return this;
  }

  /** The address in the table's row of that name. */
  address(row: string): string {
    return new RegExp(`${row}\\s+(http\\S+)`).exec(this.printed)?.[1] ?? '';
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.exitCode;
  }
}
