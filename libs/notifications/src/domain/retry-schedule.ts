import { Claim } from './delivery';

const firstPauseMs = 5000;
const longestPauseMs = 15 * 60_000;
const patienceSeconds = 4 * 24 * 3600;

/**
 * Milliseconds until the next attempt: 5 s, doubled by each attempt up to 15 min, and up to half of it less by
 * `chance` (0 to 1), so that what failed together does not come back together. Nothing after four days: it is given up.
 */
export function pauseAfter({ attempts, ageSeconds }: Pick<Claim, 'attempts' | 'ageSeconds'>, chance: number): number | undefined {
  if (ageSeconds >= patienceSeconds) {
    return undefined;
  }
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
  return Math.round(pause * (1 - chance / 2));
}
