import { RateLimit } from './rate-limit';
import { RateLimits } from './rate-limits';
import { tooManyRequests } from './too-many-requests';

/** What is counted: the failures of something that somebody does, of those that are theirs. */
export interface CountedFailures {
  readonly rule: RateLimit;
  readonly key: string;
  /** Whether an error counts. An outage is nobody's fault. */
  readonly isCounted: (error: unknown) => boolean;
}

/**
 * Does the work as long as not too much of it has failed. It counts from its beginning, so that of much at once no more than
 * the limit is tried, and no longer once it has not failed in a way that counts.
 *
 * @throws DomainError `too_many_requests` (too_many_requests), and whatever the work throws.
 */
export async function countingFailures<T>(
  limits: RateLimits,
  { rule, key, isCounted }: CountedFailures,
  work: () => Promise<T>,
): Promise<T> {
  const allowance = await limits.take(rule, key);
  if (allowance.isExceeded) {
    throw tooManyRequests(allowance);
  }
  try {
    const result = await work();
    await limits.giveBack(rule, key);
    return result;
  } catch (error) {
    if (!isCounted(error)) {
      await limits.giveBack(rule, key);
    }
    throw error;
  }
}
