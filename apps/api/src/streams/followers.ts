import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Follower } from './follower';

/** Who was logged out or disabled does not follow for longer. */
const longestMs = 10 * 60_000;

/** Everybody who follows something, so that nobody keeps the process from stopping. */
@Injectable()
export class Followers implements BeforeApplicationShutdown {
  private readonly all = new Set<Follower>();
  private isStopping = false;

  /**
   * The first at once, the next when the follower's bell rings, or `pauseMs` after the one before. No more when the follower
   * is gone, after ten minutes or as long as is said, and when the process stops.
   */
  async *turns(follower: Follower, pauseMs: number, lifetimeMs = longestMs): AsyncGenerator<void> {
    const until = performance.now() + lifetimeMs;
    this.all.add(follower);
    try {
      for (; !follower.isGone && !this.isStopping && performance.now() < until; await follower.bell.heard(pauseMs)) {
        yield;
      }
    } finally {
      this.all.delete(follower);
    }
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
    this.all.forEach((follower) => follower.leave());
  }
}
