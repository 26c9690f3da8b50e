import { Logger } from '@nestjs/common';
import { persistently } from '../lifecycle/persistently';
import { isDatabaseOutage } from './mongo-errors';

const longestMs = 30_000;

/**
 * Does what may be done twice, and again while the database is away or electing: for a start, which nobody would repeat.
 *
 * @throws the database's last error after half a minute, and any other error at once.
 */
export function throughOutage<Result>(work: () => Promise<Result>, logger: Logger): Promise<Result> {
  return persistently(work, performance.now() + longestMs, (error) => {
    const isAway = isDatabaseOutage(error);
    if (isAway) {
      logger.warn(`The database is away, trying again: ${(error as Error).message}`);
    }
    return isAway;
  });
}
