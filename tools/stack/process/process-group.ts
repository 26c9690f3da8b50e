import { waitUntil } from '../wait-until';
import { Exit, KeptProcess, ProcessSpec } from './kept-process';
import { PartStopped } from './part-stopped';

/** When a process counts as started, and how long that may take. */
export interface Readiness {
  isReady(): Promise<boolean>;
  /** Called as soon as it is started, for instance to read its output. */
  onSpawn?(process: KeptProcess): void;
  readonly withinSeconds?: number;
}

/** The processes of one launcher: started one by one, watched, and stopped together in reverse order. */
export class ProcessGroup {
  /** Resolves when a started process ends although nobody stopped the group. */
  readonly crashed: Promise<PartStopped>;
  private readonly processes: KeptProcess[] = [];
  private readonly atStart: ((name: string, pid: number) => void)[] = [];
  private readonly atEnd: (() => void)[] = [];
  private announceCrash: (crash: PartStopped) => void = () => undefined;
  private stopping?: Promise<void>;

  constructor() {
    this.crashed = new Promise((resolve) => (this.announceCrash = resolve));
  }

  /** Calls back with every process that is started from now on. */
  onStart(listener: (name: string, pid: number) => void): void {
    this.atStart.push(listener);
  }

  /** Calls back once everything has stopped. */
  onEnd(listener: () => void): void {
    this.atEnd.push(listener);
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @throws PartStopped when it ends before it is ready; an Error when it takes too long. It is stopped then.
   */
  async start(spec: ProcessSpec, readiness: Readiness): Promise<KeptProcess> {
    if (this.stopping) {
      throw new Error(`${spec.name} is not started: everything stops.`);
    }
    const process = new KeptProcess(spec);
    this.processes.push(process);
    readiness.onSpawn?.(process);
    void process.started.then((pid) => this.atStart.forEach((listener) => listener(spec.name, pid)));
    try {
      await untilReady(process, readiness);
    } catch (error) {
      await process.stop();
      this.processes.splice(this.processes.indexOf(process), 1);
      throw error;
    }
    void process.exited.then((exit) => this.noticeEnd(spec, exit));
    return process;
  }

  /** Stops everything, the last started first; calling it again waits for the same stop. */
  stop(): Promise<void> {
    this.stopping ??= this.stopInReverse();
    return this.stopping;
  }

  /** Ends everything at once. */
  kill(): void {
    this.processes.forEach((process) => process.kill());
  }

  private async stopInReverse(): Promise<void> {
    for (const process of [...this.processes].reverse()) {
      await process.stop();
    }
    this.atEnd.forEach((listener) => listener());
  }

  private noticeEnd(spec: ProcessSpec, exit: Exit): void {
    if (!this.stopping) {
      this.announceCrash(new PartStopped(spec, exit));
    }
  }
}

function untilReady({ spec, exited }: KeptProcess, { isReady, withinSeconds = 30 }: Readiness): Promise<void> {
  return waitUntil(isReady, {
    withinSeconds,
    description: `${spec.name} to be ready`,
    unless: exited.then((exit) => Promise.reject(new PartStopped(spec, exit))),
  });
}
