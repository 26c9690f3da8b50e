import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Follower } from '../orders/follower';
import { Operations } from './operations';
import { OperationsDto } from './operations.dto';

const intervalMs = 2000;
/** Who was logged out, or is no administrator any more, does not watch for longer. */
const longestMs = 10 * 60_000;

/** Tells every two seconds what happens, to those who watch. */
@Injectable()
export class WatchOperations implements BeforeApplicationShutdown {
  private readonly followers = new Set<Follower>();
  private isStopping = false;

  constructor(private readonly operations: Operations) {}

  /** Ends when the follower is gone, after ten minutes, and when the process stops. */
  async *execute(follower: Follower): AsyncGenerator<OperationsDto> {
    const until = performance.now() + longestMs;
    this.followers.add(follower);
    try {
      while (!follower.isGone && !this.isStopping && performance.now() < until) {
        yield await this.operations.now();
        await follower.bell.heard(intervalMs);
      }
    } finally {
      this.followers.delete(follower);
    }
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
    this.followers.forEach((follower) => follower.leave());
  }
}
