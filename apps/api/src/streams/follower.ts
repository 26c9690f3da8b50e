import { Doorbell } from '@app/platform';

/** One who follows something until they no longer listen; the bell wakes them. */
export class Follower {
  isGone = false;
  readonly bell = new Doorbell();

  leave(): void {
    this.isGone = true;
    this.bell.ring();
  }
}
