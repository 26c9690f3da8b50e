import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '../stack/parts/part-context';
import { KeptProcess } from '../stack/process/kept-process';
import { waitUntil } from '../stack/wait-until';
import { Rig } from './rig';

/** A program of one of the systems: its compiled file in the rig's directory, and its variables. */
export interface ServerSpec {
  readonly name: string;
  readonly main: string;
  readonly environment: Environment;
}

const GRACE_SECONDS = 12;

/** One process of a system under load. What it logs goes to a file, as it would in production to a collector. */
export class Server {
  private constructor(
    readonly name: string,
    readonly url: string,
    readonly pid: number,
    private readonly process: KeptProcess,
    private readonly ended: Promise<never>,
  ) {}

  /** Resolves as soon as the process runs; throws with the end of its log when it does not. */
  static async start(rig: Rig, { name, main, environment }: ServerSpec): Promise<Server> {
    const PORT = String(await rig.ports.claim());
    const logFile = join(rig.directory, 'logs', `${name}-${randomUUID()}.log`);
    const process = rig.programs.run({
      name,
      command: globalThis.process.execPath,
      args: [join(rig.directory, main)],
      environment: { PATH: globalThis.process.env.PATH, NODE_ENV: 'production', HOST: '127.0.0.1', ...environment, PORT },
      output: { logFile },
      graceSeconds: GRACE_SECONDS,
    });
    const ended = process.exited.then(() => Promise.reject(new Error(`It ended:\n${endOf(logFile)}`)));
    ended.catch(() => undefined);
    const pid = await Promise.race([process.started, ended]);
    return new Server(name, `http://127.0.0.1:${PORT}`, pid, process, ended);
  }

  /** Resolves once it can serve; rejects with the end of its log when it ends instead. */
  async ready(): Promise<this> {
    const isReady = async () => (await fetch(`${this.url}/health/ready`)).ok;
    await waitUntil(isReady, { withinSeconds: 60, description: `${this.name} to be ready`, unless: this.ended });
    return this;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

function endOf(logFile: string): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n');
}
