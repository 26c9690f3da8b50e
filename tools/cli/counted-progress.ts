/** Between two lines where nobody watches. */
const step = 100_000;

/** How far work has come whose end nobody knows, on standard error: a count at a terminal, some lines elsewhere. */
export class CountedProgress {
  private told = 0;

  constructor(private readonly what: string) {}

  show(count: number): void {
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${count} ${this.what}`);
    } else if (count >= this.told + step) {
      this.told = count;
      process.stderr.write(`${count} ${this.what}\n`);
    }
  }

  /** Takes the count away. */
  clear(): void {
    if (process.stderr.isTTY) {
      process.stderr.write('\r\u001b[K');
    }
  }
}
