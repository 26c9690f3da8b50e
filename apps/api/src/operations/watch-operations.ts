import { Injectable } from '@nestjs/common';
import { Follower } from '../streams/follower';
import { Followers } from '../streams/followers';
import { Operations } from './operations';
import { OperationsDto } from './operations.dto';

const intervalMs = 2000;
/** Who was logged out, or is no administrator any more, does not watch for longer. */
const lifetimeMs = 60_000;

/** Tells every two seconds what happens, to those who watch. */
@Injectable()
export class WatchOperations {
  constructor(
    private readonly operations: Operations,
    private readonly followers: Followers,
  ) {}

  /** Ends when the follower is gone, after a minute, and when the process stops. */
  async *execute(follower: Follower): AsyncGenerator<OperationsDto> {
    for await (const _turn of this.followers.turns(follower, intervalMs, lifetimeMs)) {
      yield await this.operations.now();
    }
  }
}
