import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

const fetched = resolve(__dirname, '../../../.data/bin/redis-server');

/** A Redis of the test's own, which can come up late and go away; keeps nothing. */
export class OwnRedis {
  private process: ChildProcess | undefined;

  constructor(readonly port: number) {}

  start(): void {
    const program = existsSync(fetched) ? fetched : 'redis-server';
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
    this.process = spawn(program, options, { stdio: 'ignore' });
  }

  async stop(): Promise<void> {
    const { process } = this;
    if (process && process.exitCode === null && process.signalCode === null) {
      await new Promise((ended) => process.once('exit', ended).kill('SIGKILL'));
    }
  }
}
