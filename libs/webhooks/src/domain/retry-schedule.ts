import { WebhookClaim } from './webhook-delivery';

const firstPauseMs = 5000;
const longestPauseMs = 3_600_000;
const patienceSeconds = 86_400;

/**
 * Milliseconds until the next try: 5 s, doubled by each try up to an hour, and up to half of it less by `chance` (0 to 1),
 * so that what failed together does not come back together. Nothing after a day: it is given up.
 */
export function pauseAfter({ tries, ageSeconds }: Pick<WebhookClaim, 'tries' | 'ageSeconds'>, chance: number): number | undefined {
  if (ageSeconds >= patienceSeconds) {
    return undefined;
  }
  return Math.round(Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1)) * (1 - chance / 2));
}
