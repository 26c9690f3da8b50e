import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { Config } from '../config/config';

/** How many of something may be under way at the same time in one process, for each key. The name is unique. */
export interface ConcurrencyLimit {
  readonly name: string;
  readonly limit: number;
}

/** Counts what is under way in this process. With `RATE_LIMIT=off` there is always room. */
@Injectable()
export class ConcurrencyLimits {
  private readonly underWay = new Map<string, number>();
  private readonly isOff: boolean;

  constructor({ RATE_LIMIT }: Config) {
    this.isOff = RATE_LIMIT === 'off';
  }

  hasRoom(rule: ConcurrencyLimit, key: string): boolean {
    return this.isOff || this.countOf(placeOf(rule, key)) < rule.limit;
  }

  /**
   * Hands out what is to be called once it is over, which may be called twice.
   *
   * @throws DomainError `too_many_requests` (too_many_requests) where there is no room.
   */
  enter(rule: ConcurrencyLimit, key: string): () => void {
    if (!this.hasRoom(rule, key)) {
      throw tooManyAtOnce(rule);
    }
    const place = placeOf(rule, key);
    this.underWay.set(place, this.countOf(place) + 1);
    let isInside = true;
    return () => {
      if (isInside) {
        isInside = false;
        this.leave(place);
      }
    };
  }

  private leave(place: string): void {
    const others = this.countOf(place) - 1;
    if (others > 0) {
      this.underWay.set(place, others);
    } else {
      this.underWay.delete(place);
    }
  }

  private countOf(place: string): number {
    return this.underWay.get(place) ?? 0;
  }
}

function placeOf({ name }: ConcurrencyLimit, key: string): string {
  return `${name} ${key}`;
}

function tooManyAtOnce({ limit }: ConcurrencyLimit): DomainError {
  return new DomainError({
    kind: 'too_many_requests',
    code: 'too_many_requests',
    message: `Only ${limit} of these may be under way at the same time. Try again when one is done.`,
    retryAfterSeconds: 1,
    limitHit: { limit, windowSeconds: 1, remaining: 0 },
  });
}
