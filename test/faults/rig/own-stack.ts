import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KeptProcess, ProcessSpec } from '../../../tools/stack/process/kept-process';
import { ProcessGroup, Readiness } from '../../../tools/stack/process/process-group';
import { Report } from '../../../tools/stack/report';
import { LocalStack, startStack } from '../../../tools/stack/start-stack';

const parts = { mongo: 'mongod', redis: 'redis-server', sqs: 'SQS emulator', ses: 'SES emulator' } as const;

/** A server of the stack. */
export type Part = keyof typeof parts;

const allParts = Object.keys(parts) as Part[];

/** The variables that name a server; where one is set, the stack starts none. */
const variables: Record<Part, readonly string[]> = {
  mongo: ['MONGO_URI'],
  redis: ['REDIS_HOST', 'REDIS_PORT'],
  sqs: ['SQS_QUEUE_URL', 'AWS_ENDPOINT_URL_SQS'],
  ses: ['AWS_ENDPOINT_URL_SES'],
};

const quiet: Report = { progress: ignore, done: ignore, note: ignore, failed: ignore };

/**
 * A whole stack for one test file, whose servers can be killed, frozen and started again without anybody else
 * noticing. Where a fault needs no server of its own, use the one that all test files share.
 */
export class OwnStack {
  private constructor(
    private readonly dataDir: string,
    private readonly servers: RestartableProcesses,
    private readonly stack: LocalStack,
  ) {}

  /** Starts these servers, or all; the others are those that all test files share. */
  static async start(...wanted: readonly Part[]): Promise<OwnStack> {
    const dataDir = mkdtempSync(join(tmpdir(), 'own-stack-'));
    const binDir = resolve(__dirname, '../../../.data/bin');
    const environment = environmentWithout(wanted.length > 0 ? wanted : allParts);
    const processes = new RestartableProcesses();
    const stack = await startStack({ dataDir, binDir, environment, report: quiet, forTests: true, processes });
    return new OwnStack(dataDir, processes, stack);
  }

  /** The variables with which the apps reach it: `RunningSystem.start({ environment: stack.environment })`. */
  get environment(): Record<string, string> {
    return { ...this.stack.environment };
  }

  /** Kills a server with -9; what MongoDB has not promised to keep and all that the others hold is gone. */
  kill(part: Part): Promise<void> {
    return this.servers.crash(parts[part]);
  }

  /** Stops a server in the middle of whatever it does; its connections stay open. */
  freeze(part: Part): void {
    this.servers.signal(parts[part], 'SIGSTOP');
  }

  thaw(part: Part): void {
    this.servers.signal(parts[part], 'SIGCONT');
  }

  /** Starts a killed server on the same port, MongoDB with its data, the others empty; resolves when it is ready. */
  async restart(part: Part): Promise<void> {
    await this.servers.restart(parts[part]);
  }

  async stop(): Promise<void> {
    this.servers.thawAll();
    await this.stack.stop();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

interface Started {
  readonly process: KeptProcess;
  readonly readiness: Readiness;
  /** Nothing once it has ended: the system may give the number to another process. */
  pid: number | undefined;
}

/** Processes that remember how they were started. */
class RestartableProcesses extends ProcessGroup {
  private readonly started = new Map<string, Started>();

  override async start(spec: ProcessSpec, readiness: Readiness): Promise<KeptProcess> {
    const process = await super.start(spec, readiness);
    const started: Started = { process, readiness, pid: await process.started };
    this.started.set(spec.name, started);
    void process.exited.then(() => (started.pid = undefined));
    return process;
  }

  signal(name: string, signal: NodeJS.Signals): void {
    const { pid } = this.the(name);
    if (pid !== undefined) {
      process.kill(pid, signal);
    }
  }

  thawAll(): void {
    [...this.started.keys()].forEach((name) => this.signal(name, 'SIGCONT'));
  }

  async crash(name: string): Promise<void> {
    this.signal(name, 'SIGKILL');
    await this.the(name).process.exited;
  }

  async restart(name: string): Promise<void> {
    const { process, readiness } = this.the(name);
    await this.start(process.spec, readiness);
  }

  private the(name: string): Started {
    const started = this.started.get(name);
    if (!started) {
      throw new Error(`${name} does not run in this stack.`);
    }
    return started;
  }
}

function environmentWithout(wanted: readonly Part[]): Record<string, string | undefined> {
  const taken = new Set(wanted.flatMap((part) => variables[part]));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !taken.has(name)));
}

function ignore(): void {
  // Only what a test finds out matters.
}
