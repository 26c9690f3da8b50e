/**
 * Keeps a process away from what failed it, for one to two seconds; then `look` tries it, and no caller waits for that.
 */
export class StayingAway {
  private comingBack: NodeJS.Timeout | undefined;

  constructor(private readonly look: () => Promise<unknown>) {}

  /** What the command answers. Undefined, with nothing asked, while away; and when it fails. */
  async unlessAway<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.comingBack) {
      return undefined;
    }
    try {
      return await command();
    } catch {
      this.comingBack ??= this.later();
      return undefined;
    }
  }

  /** Differs, so that processes do not all come back at the same moment. */
  private later(): NodeJS.Timeout {
    return setTimeout(() => void this.comeBack(), 1000 * (1 + Math.random())).unref();
  }

  private async comeBack(): Promise<void> {
    try {
      await this.look();
      this.comingBack = undefined;
    } catch {
      this.comingBack = this.later();
    }
  }
}
