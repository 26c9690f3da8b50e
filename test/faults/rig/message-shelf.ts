/** A message as SQS hands it out. */
export interface HandedOut {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
}

interface Item {
  readonly message: HandedOut;
  /** How often it is to be handed out once more. */
  readonly again: number;
  readonly isCopy: boolean;
}

/** The messages of one queue that SQS handed out and no consumer got yet. */
export class MessageShelf {
  private ready: Item[] = [];
  private held: Item[] = [];
  private left: Promise<unknown>[] = [];
  private release?: NodeJS.Timeout;
  private wake: () => void = () => undefined;
  private awake = new Promise<void>((resolve) => (this.wake = resolve));

  /** @param again how many later receives get the message as well */
  put(message: HandedOut, again = 0): void {
    this.ready.push({ message, again, isCopy: false });
    this.wakeAll();
  }

  /** Keeps the message until `ms` milliseconds after the first one held; then all of them go out, shuffled. */
  hold(message: HandedOut, again: number, ms: number, shuffled: (items: readonly Item[]) => Item[]): void {
    this.held.push({ message, again, isCopy: false });
    this.release ??= setTimeout(() => this.releaseHeld(shuffled), ms);
  }

  take(count: number): HandedOut[] {
    const taken = this.ready.splice(0, count);
    const copies = taken.filter(({ again }) => again > 0);
    this.ready.push(...copies.map(({ message, again }) => ({ message, again: again - 1, isCopy: true })));
    if (this.ready.length > 0) {
      this.wakeAll();
    }
    return taken.map(({ message }) => message);
  }

  /**
   * Resolves as soon as something lies there or the supplier is done, to what the supplier then says. One supplier that
   * nobody waits for any more is waited for before another is asked.
   */
  async filledBy<T>(supply: () => Promise<T>): Promise<T | void> {
    const supplier = (this.left.shift() as Promise<T> | undefined) ?? supply();
    let isDone = false;
    const done = supplier.finally(() => (isDone = true));
    const result = await Promise.race([done, this.ready.length > 0 ? undefined : this.awake]);
    if (!isDone) {
      this.leave(done);
    }
    return result;
  }

  /** No more copies, nothing held back. */
  heal(): void {
    this.releaseHeld((items) => [...items]);
    this.ready = this.ready.filter(({ isCopy }) => !isCopy).map((item) => ({ ...item, again: 0 }));
  }

  clear(): void {
    this.ready = [];
    this.held = [];
  }

  private leave(supplier: Promise<unknown>): void {
    this.left.push(supplier);
    const forget = () => (this.left = this.left.filter((other) => other !== supplier));
    supplier.then(forget, forget);
  }

  private releaseHeld(ordered: (items: readonly Item[]) => Item[]): void {
    clearTimeout(this.release);
    this.release = undefined;
    this.ready.push(...ordered(this.held));
    this.held = [];
    this.wakeAll();
  }

  private wakeAll(): void {
    this.wake();
    this.awake = new Promise((resolve) => (this.wake = resolve));
  }
}
