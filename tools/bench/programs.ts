import { text } from 'node:stream/consumers';
import { KeptProcess, ProcessSpec } from '../stack/process/kept-process';

/** The programs of a benchmark beside its stack: started and stopped one by one; what still runs at the end stops with it. */
export class Programs {
  private readonly running = new Set<KeptProcess>();
  private isOver = false;

  /** @throws Error when everything stops already. */
  run(spec: ProcessSpec): KeptProcess {
    if (this.isOver) {
      throw new Error(`${spec.name} is not started: everything stops.`);
    }
    const program = new KeptProcess(spec);
    this.running.add(program);
    void program.exited.then(() => this.running.delete(program));
    return program;
  }

  /**
   * Runs a program to its end and resolves to what it printed.
   *
   * @throws Error with that when it fails.
   */
  async outputOf(spec: Omit<ProcessSpec, 'output'>): Promise<string> {
    const program = this.run({ ...spec, output: 'pipe' });
    const [{ code, signal }, printed] = await Promise.all([program.exited, Promise.all(program.output.map(text))]);
    if (code !== 0) {
      throw new Error(`${spec.name} ended with ${code ?? signal}:\n${printed.join('')}`);
    }
    return printed.join('');
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all([...this.running].map((program) => program.stop()));
  }
}
