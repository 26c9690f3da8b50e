import { Failures } from '@app/contracts';

const firstPauseSeconds = 5;
/** The longest that SQS delays a message. */
const longestPauseSeconds = 900;
const busyPauseSeconds = 20;
const patienceMs = 4 * 24 * 3_600_000;

/**
 * Whole seconds until a handler is called again: 5, doubled by each failure up to 15 minutes, and up to half of it less
 * by `chance` (0 to 1), so that what failed together does not come back together. Nothing four days after the first failure.
 */
export function pauseAfter({ count, since }: Failures, now: Date, chance: number): number | undefined {
  if (now.getTime() - Date.parse(since) >= patienceMs) {
    return undefined;
  }
  return Math.ceil(Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (count - 1)) * (1 - chance / 2));
}

/**
 * Whole seconds until a call is tried whose handler has all it can have in hand; it did not fail. By `chance` (0 to 1) 10 to 20, and
 * a second more for every twenty that were `putOff` before it without one being done, so that many circulate slowly; 15 minutes at most.
 */
export function pauseOfBusy(putOff: number, chance: number): number {
  return Math.ceil(Math.min(longestPauseSeconds, busyPauseSeconds + putOff / 20) * (1 - chance / 2));
}
