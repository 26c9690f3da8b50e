import { destination, Logger, LoggerOptions, pino } from 'pino';
import { Config } from '../config/config';
import { LinesOfATurn } from './lines-of-a-turn';
import { loggedError } from './logged-error';
import { redaction } from './redaction';

/** Standard output, as the log writes to it: without the config's secrets. */
export function logOutput(config: Partial<Config>): LinesOfATurn {
  const output = destination({ dest: process.stdout.fd, sync: true });
  const redacted = redaction(config);
  return new LinesOfATurn({ write: (lines) => output.write(redacted(lines)) });
}

/** The process's log: JSON lines on standard output, readable lines on a terminal. Who logs on behalf of a request names it. */
export function createLogger(app: string, config: Pick<Config, 'LOG_LEVEL'>, output = logOutput(config)): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { app },
    timestamp: timestamps(),
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: loggedError },
  };
  return process.stdout.isTTY
    ? pino({ ...options, hooks: { streamWrite: redaction(config) }, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,app' } } })
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
