import { LoggerService } from '@nestjs/common';
import { Logger } from 'pino';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest narrates its start in some fifty lines; they are for debugging. */
const chatty = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication', 'NestMicroservice']);

/** Lets Nest, and every `new Logger(context)` in the libs, write to the process's pino log. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(chatty.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest passes the context last; before it come, in any order, what to say, fields to log with it, and an error. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const parts = [message, ...rest.slice(0, -1)];
    const err = parts.find((part) => part instanceof Error);
    const [text = err?.message, stack] = parts.filter((part) => typeof part === 'string');
    const fields = parts.find(isFields);
    this.pino[level]({ context, ...fields, ...(err && { err }), ...(stack && { stack }) }, text ?? String(message));
  }
}

function isFields(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !(part instanceof Error);
}
