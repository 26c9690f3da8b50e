import { LoggerService } from '@nestjs/common';
import { Logger } from 'pino';

/** Lets Nest, and every `new Logger(context)` in the libs, write to the process's pino log. */
export class NestLogger implements LoggerService {
  constructor(private readonly log_: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
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

  /** Nest passes the context last; what lies between is an error, a stack or fields to log. */
  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const extras = rest.slice(0, -1);
    const fields = {
      context,
      ...extras.find((extra) => isFields(extra)),
      ...errorField([message, ...extras]),
    };
    this.log_[level](fields, message instanceof Error ? message.message : String(message));
  }
}

function isFields(extra: unknown): extra is Record<string, unknown> {
  return typeof extra === 'object' && extra !== null && !(extra instanceof Error);
}

function errorField(values: unknown[]): { err?: Error; stack?: string } {
  const err = values.find((value) => value instanceof Error);
  const stack = values.slice(1).find((value): value is string => typeof value === 'string');
  return { ...(err && { err }), ...(stack && { stack }) };
}
