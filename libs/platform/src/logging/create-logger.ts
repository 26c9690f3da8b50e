import { pino, Logger } from 'pino';
import { Config } from '../config/config';
import { currentRequestId } from './request-context';

/** The process's log: JSON lines on standard output, readable lines on a terminal; every line names its request. */
export function createLogger(app: string, { LOG_LEVEL: level }: Pick<Config, 'LOG_LEVEL'>): Logger {
  return pino({
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => ({ requestId: currentRequestId() }),
    ...(process.stdout.isTTY && { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,app' } } }),
  });
}
