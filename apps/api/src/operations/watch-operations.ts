import { Injectable } from '@nestjs/common';
import { Follower } from '../streams/follower';
import { Followers } from '../streams/followers';
import { Operations } from './operations';
import { OperationsDto } from './operations.dto';

const intervalMs = 2000;

/** Tells every two seconds what happens, to those who watch. */
@Injectable()
export class WatchOperations {
  constructor(
    private readonly operations: Operations,
    private readonly followers: Followers,
  ) {}

  /** Ends when the follower is gone, after ten minutes, and when the process stops. */
  async *execute(follower: Follower): AsyncGenerator<OperationsDto> {
    for await (const _turn of this.followers.turns(follower, intervalMs)) {
      yield await this.operations.now();
    }
  }
}
