/** Where whole lines go. */
export interface Sink {
  write(lines: string): unknown;
}

/**
 * Hands on together what is logged in one turn of the event loop: a busy process writes once for many requests. What a
 * process that is killed has not written yet are the lines of the turn it dies in; one that ends writes them.
 */
export class LinesOfATurn implements Sink {
  private lines = '';
  private isDirect = false;
  private readonly writeNow = () => this.flushSync();

  constructor(private readonly sink: Sink) {
    process.once('exit', this.writeNow);
  }

  write(line: string): void {
    if (this.lines === '' && !this.isDirect) {
      setImmediate(this.writeNow);
    }
    this.lines += line;
    if (this.isDirect) {
      this.flushSync();
    }
  }

  /** From now on each line is written when it is logged: a process that is about to end by a signal has no last turn. */
  writeDirectly(): void {
    this.isDirect = true;
    this.flushSync();
  }

  /** Called by pino after a fatal line. */
  flushSync(): void {
    const lines = this.lines;
    this.lines = '';
    if (lines !== '') {
      this.sink.write(lines);
    }
  }

  /** Called by pino's own `flush`. */
  flush(done: () => void): void {
    this.flushSync();
    done();
  }
}
