import { Failures } from '@app/contracts';

const firstPauseSeconds = 5;
/** The longest that SQS delays a message. */
const longestPauseSeconds = 900;
const longestBusyPauseSeconds = 20;
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

/** Whole seconds until a call is tried whose handler has all it can have in hand: 10 to 20, by `chance` (0 to 1). It did not fail. */
export function pauseOfBusy(chance: number): number {
  return Math.ceil(longestBusyPauseSeconds * (1 - chance / 2));
}
