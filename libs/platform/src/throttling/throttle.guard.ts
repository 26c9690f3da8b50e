import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyReply, FastifyRequest } from 'fastify';
import { PerRoute } from '../http/per-route';
import { addressKey } from './address-key';
import { setLimitHeaders } from './limit-headers';
import { Allowance, RateLimit } from './rate-limit';
import { RateLimits } from './rate-limits';
import { throttles } from './throttle';
import { tooManyRequests } from './too-many-requests';

/** A request as the guards before this one leave it. */
type ThrottledRequest = FastifyRequest & { readonly user?: { readonly id: string } };

/** Holds callers to `@Throttle(…)`. To be bound as APP_GUARD, after the guards that know who calls and refuse strangers. */
@Injectable()
export class ThrottleGuard implements CanActivate {
  private readonly rules: PerRoute<readonly RateLimit[] | undefined>;

  constructor(
    reflector: Reflector,
    private readonly limits: RateLimits,
  ) {
    this.rules = new PerRoute((targets) => reflector.getAllAndOverride(throttles, targets));
  }

  /** @throws DomainError `too_many_requests` (too_many_requests). */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rules = this.rules.of(context);
    return !rules || this.limits.isOff || this.take(rules, context);
  }

  private async take(rules: readonly RateLimit[], context: ExecutionContext): Promise<boolean> {
    const key = keyOf(context.switchToHttp().getRequest<ThrottledRequest>());
    const allowances = await Promise.all(rules.map((rule) => this.limits.take(rule, key)));
    const { rule, remaining, resetSeconds, isExceeded } = allowances.reduce(tighter);
    if (isExceeded) {
      throw tooManyRequests({ rule, remaining, resetSeconds });
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    setLimitHeaders(reply, { limit: rule.limit, windowSeconds: rule.seconds, remaining }, resetSeconds);
    return true;
  }
}

function keyOf({ user, ip }: ThrottledRequest): string {
  return user ? `user ${user.id}` : `address ${addressKey(ip)}`;
}

/** The one that says more of when to come again. */
function tighter(one: Allowance, other: Allowance): Allowance {
  if (one.isExceeded && other.isExceeded) {
    return one.resetSeconds >= other.resetSeconds ? one : other;
  }
  return other.isExceeded || (!one.isExceeded && other.remaining < one.remaining) ? other : one;
}
