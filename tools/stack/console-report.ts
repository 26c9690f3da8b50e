import { Report } from './report';

const SECONDS_BETWEEN_LINES = 3;
const CLEAR_LINE = '\r\u001b[2K';

/** Reports on a terminal with one line that moves, elsewhere with a line every few seconds. */
export class ConsoleReport implements Report {
  private lastProgressAt = 0;
  private isLineOpen = false;

  constructor(private readonly output: NodeJS.WriteStream) {}

  progress(text: string): void {
    if (this.output.isTTY) {
      this.output.write(`${CLEAR_LINE}  … ${text}`.slice(0, CLEAR_LINE.length + this.output.columns - 1));
      this.isLineOpen = true;
    } else if (Date.now() - this.lastProgressAt > SECONDS_BETWEEN_LINES * 1000) {
      this.lastProgressAt = Date.now();
      this.line(`… ${text}`);
    }
  }

  done(text: string, since: number): void {
    this.line(`✓ ${text}  ${this.dim(`${((Date.now() - since) / 1000).toFixed(1)} s`)}`);
  }

  note(text: string): void {
    this.line(`· ${text}`);
  }

  failed(error: Error): void {
    const cause = error.cause instanceof Error ? `\n${error.cause.message}` : '';
    this.line(`✗ ${error.message}${cause}`.replaceAll('\n', '\n    '));
  }

  private line(text: string): void {
    this.output.write(`${this.isLineOpen ? CLEAR_LINE : ''}  ${text}\n`);
    this.isLineOpen = false;
  }

  private dim(text: string): string {
    return this.output.isTTY ? `\u001b[2m${text}\u001b[22m` : text;
  }
}
