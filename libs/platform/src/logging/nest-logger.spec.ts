import { Logger } from '@nestjs/common';
import { pino } from 'pino';
import { NestLogger } from './nest-logger';

let lines: Record<string, unknown>[];
let logger: Logger;

beforeEach(() => {
  lines = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = pino({ level: 'trace', base: null, timestamp: false, formatters: { level: (level) => ({ level }) } }, { write });
  Logger.overrideLogger(new NestLogger(log));
  logger = new Logger('Relay');
});
afterEach(() => Logger.overrideLogger(false));

describe('a line of the log', () => {
  it.each<[string, unknown[]]>([
    ['the message', ['Sent']],
    ['fields, then the message', [{ events: 3 }, 'Sent']],
    ['the message, then fields', ['Sent', { events: 3 }]],
  ])('holds %s and who said it', (_case, parts) => {
    const [message, ...rest] = parts;
    logger.log(message, ...rest);
    const fields = parts.find((part) => typeof part === 'object');
    expect(lines).toEqual([{ level: 'info', context: 'Relay', msg: 'Sent', ...(fields as object) }]);
  });

  const error = new Error('no route');
  it.each<[string, unknown[]]>([
    ['message, error', ['Not sent', error]],
    ['error, message', [error, 'Not sent']],
    ['fields, message, error', [{ events: 3 }, 'Not sent', error]],
    ['error, fields, message', [error, { events: 3 }, 'Not sent']],
    ['message, fields, error', ['Not sent', { events: 3 }, error]],
  ])('holds the error with its stack, given %s', (_case, [message, ...rest]) => {
    logger.error(message, ...rest);
    const fields = [message, ...rest].find((part) => typeof part === 'object' && part !== error);
    expect(lines).toEqual([
      {
        level: 'error',
        context: 'Relay',
        msg: 'Not sent',
        err: expect.objectContaining({ message: 'no route', stack: expect.stringContaining('no route') }),
        ...(fields as object),
      },
    ]);
  });

  it("says what an error says when there is no message, as Nest's own handler logs it", () => {
    logger.error(error);
    expect(lines).toMatchObject([{ msg: 'no route', err: { message: 'no route' }, context: 'Relay' }]);
  });

  it('keeps a stack that is passed as text', () => {
    logger.error('Not sent', 'Error: at here');
    expect(lines).toMatchObject([{ msg: 'Not sent', stack: 'Error: at here' }]);
  });

  it('has the level it was given', () => {
    logger.fatal('a');
    logger.warn('b');
    logger.debug('c');
    logger.verbose('d');
    expect(lines.map(({ level }) => level)).toEqual(['fatal', 'warn', 'debug', 'trace']);
  });

  it("is for debugging when it is Nest's tale of its own start", () => {
    new Logger('InstanceLoader').log('ApiModule dependencies initialized');
    expect(lines).toMatchObject([{ level: 'debug' }]);
  });
});
