const rememberedMs = 30_000;

interface Knowledge {
  /** A promise only for as long as the look takes. */
  alive: boolean | Promise<boolean>;
  readonly until: number;
}

/** Remembers for half a minute which sessions live, so that a request costs no read; one read answers all who ask meanwhile. */
export class LiveSessions {
  private readonly known = new Map<string, Knowledge>();

  constructor(
    private readonly look: (sessionId: string) => Promise<boolean>,
    private readonly capacity = 10_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** What is remembered is answered at once, without a promise. */
  isAlive(sessionId: string): boolean | Promise<boolean> {
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
    const known: Knowledge = { alive, until: this.now() + rememberedMs };
    this.known.set(sessionId, known);
    alive.then(
      (answer) => (known.alive = answer),
      () => this.forget(sessionId),
    );
    return alive;
  }
}
