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
  /** A program without a port is ready when it runs. */
  readonly hasHealth?: boolean;
}

const GRACE_SECONDS = 12;

/** One process of a system under load. What it logs goes to a file, as it would in production to a collector. */
export class Server {
  private constructor(
    readonly name: string,
    readonly url: string,
    readonly pid: number,
    private readonly process: KeptProcess,
  ) {}

  /** @throws Error with the end of its log when it does not become ready. */
  static async start(rig: Rig, { name, main, environment, hasHealth = true }: ServerSpec): Promise<Server> {
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
    const url = `http://127.0.0.1:${PORT}`;
    if (hasHealth) {
      const isReady = async () => (await fetch(`${url}/health/ready`)).ok;
      await waitUntil(isReady, { withinSeconds: 60, description: `${name} to be ready`, unless: ended });
    }
    return new Server(name, url, pid, process);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

function endOf(logFile: string): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n');
}
