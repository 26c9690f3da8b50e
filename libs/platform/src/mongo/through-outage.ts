import { Logger } from '@nestjs/common';
import { isDatabaseOutage } from './mongo-errors';

const longestMs = 30_000;
const pauseMs = 500;

/**
 * Does what may be done twice, and again while the database is away or electing: for a start, which nobody would repeat.
 *
 * @throws the database's last error after half a minute, and any other error at once.
 */
export async function throughOutage<Result>(work: () => Promise<Result>, logger: Logger): Promise<Result> {
  const end = performance.now() + longestMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseOutage(error) || performance.now() > end) {
        throw error;
      }
      logger.warn(`The database is away, trying again: ${(error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
