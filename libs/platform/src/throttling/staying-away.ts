/** Keeps a process away from what failed it, for one to two seconds; then `look` tries it, and no caller waits for that. */
export class StayingAway {
  private comingBack: NodeJS.Timeout | undefined;

  constructor(private readonly look: () => Promise<unknown>) {}

  get isAway(): boolean {
    return this.comingBack !== undefined;
  }

  /** What the command answers. @throws what it throws, and while away an Error at once. */
  async attempt<T>(command: () => Promise<T>): Promise<T> {
    if (this.isAway) {
      throw new Error('It failed a moment ago.');
    }
    try {
      return await command();
    } catch (error) {
      this.comingBack ??= this.later();
      throw error;
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
