import { LoggerService } from '@nestjs/common';

/** Keeps what was logged: level, message, fields and context of each line. */
export class RecordingLogger implements LoggerService {
  readonly lines: unknown[][] = [];

  log(...line: unknown[]): void {
    this.lines.push(['log', ...line]);
  }

  warn(...line: unknown[]): void {
    this.lines.push(['warn', ...line]);
  }

  error(...line: unknown[]): void {
    this.lines.push(['error', ...line]);
  }
}
