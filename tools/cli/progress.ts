import { WriteStream } from 'node:tty';

const barWidth = 30;
/** Of less there is nothing to tell where nobody watches. */
const worthTelling = 10_000;

type Output = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };

/** How far long work has come, on standard error: a bar at a terminal, a line for each tenth elsewhere. */
export class Progress {
  private shown = 0;

  constructor(
    private readonly what: string,
    private readonly total: number,
    private readonly output: Output = process.stderr,
  ) {}

  show(done: number): void {
    const percent = this.total > 0 ? Math.min(100, Math.floor((done / this.total) * 100)) : 100;
    if (this.output.isTTY) {
      if (percent > this.shown) {
        this.shown = percent;
        this.draw();
      }
    } else if (this.total >= worthTelling && percent >= this.shown + 10) {
      this.shown = percent - (percent % 10);
      this.output.write(`${this.what}: ${this.shown} %\n`);
    }
  }

  /** A line of its own, above the bar. */
  note(line: string): void {
    this.clear();
    this.output.write(`${line.replace(/\p{Cc}+/gu, ' ')}\n`);
    if (this.output.isTTY && this.shown > 0) {
      this.draw();
    }
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.output.isTTY) {
      this.output.write('\r\u001b[K');
    }
  }

  private draw(): void {
    const filled = Math.round((this.shown / 100) * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    this.output.write(`\r${this.what}  ${bar}  ${String(this.shown).padStart(3)} %`);
  }
}
