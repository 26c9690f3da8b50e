import { Logger } from 'pino';

const longestFarewellMs = 1000;

/**
 * Nobody knows what works in a process that threw what nobody caught: it says what that was and ends with status 1,
 * at once. What it was doing is done again by others, as after any crash.
 */
export function exitWhenLost(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      setTimeout(() => process.exit(1), longestFarewellMs).unref();
      log.fatal({ err: error }, `The process ends: ${event}`);
      log.flush(() => process.exit(1));
    });
  }
}
