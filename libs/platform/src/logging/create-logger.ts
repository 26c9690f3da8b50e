import { destination, Logger, LoggerOptions, pino } from 'pino';
import { Config } from '../config/config';
import { LinesOfATurn } from './lines-of-a-turn';

/** Standard output, as the log writes to it. */
export function logOutput(): LinesOfATurn {
  return new LinesOfATurn(destination({ dest: process.stdout.fd, sync: true }));
}

/** The process's log: JSON lines on standard output, readable lines on a terminal. Who logs on behalf of a request names it. */
export function createLogger(app: string, { LOG_LEVEL: level }: Pick<Config, 'LOG_LEVEL'>, output = logOutput()): Logger {
  const options: LoggerOptions = {
    level,
    base: { app },
    timestamp: timestamps(),
    formatters: { level: (label) => ({ level: label }) },
  };
  return process.stdout.isTTY
    ? pino({ ...options, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,app' } } })
    : pino(options, output);
}

/** The time as ISO 8601, told anew only when a millisecond has passed. */
function timestamps(): () => string {
  let last = { at: NaN, text: '' };
  return () => {
    const at = Date.now();
    if (at !== last.at) {
      last = { at, text: `,"time":"${new Date(at).toISOString()}"` };
    }
    return last.text;
  };
}
