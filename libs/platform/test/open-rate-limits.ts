import { randomUUID } from 'node:crypto';
import { RateLimit } from '../src/throttling/rate-limit';
import { RateLimits } from '../src/throttling/rate-limits';
import { aConfig } from './a-config';

/** A rule that no other test counts under. */
export function aRule(limit: number, seconds = 60): RateLimit {
  return { name: `test-${randomUUID()}`, limit, seconds };
}

/** How many of so many takes at the same time are not exceeded, by any of these processes. */
export async function passed(takes: number, rule: RateLimit, key: string, ...processes: readonly RateLimits[]): Promise<number> {
  const all = Array.from({ length: takes }, (_, index) => processes[index % processes.length]?.take(rule, key));
  return (await Promise.all(all)).filter((allowance) => allowance?.isExceeded === false).length;
}

/** Counts as processes have them, each with a connection of its own. */
export class OpenRateLimits {
  private readonly opened: RateLimits[] = [];

  /** Does not wait for Redis. */
  open(variables: Parameters<typeof aConfig>[0], commandTimeoutMs?: number): RateLimits {
    const limits = new RateLimits(aConfig(variables), commandTimeoutMs);
    this.opened.push(limits);
    return limits;
  }

  close(): void {
    this.opened.splice(0).forEach((limits) => limits.onApplicationShutdown());
  }
}
