import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { prettyFactory } from 'pino-pretty';

const HELD_LINES = 300;
const WARNING_OR_WORSE = /"level":"(warn|error|fatal)"/;

/**
 * What the apps print. Held back until they are ready, so that the steps of the start stay readable; from then on
 * shown as it comes, on a terminal for people, elsewhere as the JSON it is.
 */
export class AppLog {
  private held: string[] = [];
  private isOpen = false;
  private readonly format: (line: string) => string;

  constructor(private readonly output: NodeJS.WriteStream) {
    this.format = output.isTTY ? readableFormat() : (line) => `${line}\n`;
  }

  /** Takes in an app's output. */
  read(streams: readonly Readable[]): void {
    for (const input of streams) {
      createInterface({ input }).on('line', (line) => this.take(line));
    }
  }

  /** From now on lines are shown; of those held back, warnings and errors. */
  open(): void {
    this.showHeld((line) => WARNING_OR_WORSE.test(line) || !line.startsWith('{'));
    this.isOpen = true;
  }

  /** Something went wrong: shows all that was held back. */
  showHeld(matches: (line: string) => boolean = () => true): void {
    this.held.filter(matches).forEach((line) => this.show(line));
    this.held = [];
  }

  private take(line: string): void {
    if (this.isOpen) {
      this.show(line);
    } else {
      this.held = [...this.held, line].slice(-HELD_LINES);
    }
  }

  private show(line: string): void {
    this.output.write(this.format(line));
  }
}

function readableFormat(): (line: string) => string {
  const pretty = prettyFactory({
    colorize: true,
    ignore: 'pid,hostname,app',
    translateTime: 'SYS:HH:MM:ss.l',
    messageFormat: '{app}: {msg}',
    singleLine: true,
  });
  return (line) => pretty(line) || `${line}\n`;
}
