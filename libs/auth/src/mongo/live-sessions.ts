const rememberedMs = 30_000;

/** Remembers for half a minute which sessions live, so that a request costs no read; one read answers all who ask meanwhile. */
export class LiveSessions {
  private readonly known = new Map<string, { alive: Promise<boolean>; until: number }>();

  constructor(
    private readonly look: (sessionId: string) => Promise<boolean>,
    private readonly capacity = 10_000,
    private readonly now: () => number = Date.now,
  ) {}

  isAlive(sessionId: string): Promise<boolean> {
    const known = this.known.get(sessionId);
    return known && known.until > this.now() ? known.alive : this.lookAndRemember(sessionId);
  }

  /** To be called after a revocation is stored: whoever asks from now on looks again. */
  forget(sessionId: string): void {
    this.known.delete(sessionId);
  }

  forgetAll(): void {
    this.known.clear();
  }

  private lookAndRemember(sessionId: string): Promise<boolean> {
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= this.capacity) {
      this.known.delete(oldest);
    }
    const alive = this.look(sessionId);
    this.known.set(sessionId, { alive, until: this.now() + rememberedMs });
    alive.catch(() => this.forget(sessionId));
    return alive;
  }
}
