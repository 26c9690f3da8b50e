import { DomainError } from '@app/contracts';
import { Allowance } from './rate-limit';

/** The refusal of what exceeds a rule; HTTP answers it with 429, `Retry-After` and the `RateLimit-*` headers. */
export function tooManyRequests({ rule, remaining, resetSeconds }: Pick<Allowance, 'rule' | 'remaining' | 'resetSeconds'>): DomainError {
  return new DomainError({
    kind: 'too_many_requests',
    code: 'too_many_requests',
    message: `Only ${rule.limit} of these are allowed in ${rule.seconds} seconds. Try again in ${resetSeconds} seconds.`,
    retryAfterSeconds: resetSeconds,
    limitHit: { limit: rule.limit, windowSeconds: rule.seconds, remaining },
  });
}
