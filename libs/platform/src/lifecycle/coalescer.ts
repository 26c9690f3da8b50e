import { DomainError } from '@app/contracts';

/** Whoever waits for an answer over HTTP gives up soon after. */
const usualPatienceSeconds = 7;

export interface CoalescerOptions {
  /** Items in a full batch. */
  readonly largest: number;
  /** Batches under way at the same time, at most, if all that follow the first are full. Default: one. */
  readonly atOnce?: number;
  /** How long an item waits to be done, and a batch holds up the next. Default: 7. */
  readonly patienceSeconds?: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly patience: NodeJS.Timeout;
}

/**
 * Turns single calls into batches. What is added while a batch is under way makes up the next one: the busier, the
 * larger the batches; on a quiet system an item waits for nobody.
 */
export class Coalescer<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private underWay = 0;
  private isDue = false;
  private readonly largest: number;
  private readonly atOnce: number;
  private readonly patienceMs: number;

  /**
   * `commit` gets the items in the order of their coming and answers in the same order, for each its result or an
   * `Error`. When it rejects, all of its items fail.
   */
  constructor(
    private readonly commit: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
    { largest, atOnce = 1, patienceSeconds = usualPatienceSeconds }: CoalescerOptions,
  ) {
    this.largest = largest;
    this.atOnce = atOnce;
    this.patienceMs = patienceSeconds * 1000;
  }

  /**
   * Resolves or rejects with what became of this item alone, once its batch is done.
   *
   * @throws DomainError `too_slow` (unavailable) when that takes too long; it may be done all the same.
   */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => this.giveUp(waiting), this.patienceMs);
      const waiting = { item, resolve, reject, patience };
      this.waiting.push(waiting);
      this.dispatchSoon();
    });
  }

  private giveUp(late: Waiting<Item, Result>): void {
    const place = this.waiting.indexOf(late);
    if (place >= 0) {
      this.waiting.splice(place, 1);
    }
    late.reject(tooSlow());
  }

  /**
   * All that comes in the same turn of the loop goes together. Not by `setImmediate`: at that point of the loop a socket
   * may be destroyed and not say so yet, and the driver of MongoDB would wait for ever for what it writes there.
   */
  private dispatchSoon(): void {
    if (!this.isDue && this.mayDispatch) {
      this.isDue = true;
      setTimeout(() => this.dispatchDue());
    }
  }

  private get mayDispatch(): boolean {
    const isFirst = this.underWay === 0 && this.waiting.length > 0;
    return isFirst || (this.underWay < this.atOnce && this.waiting.length >= this.largest);
  }

  private dispatchDue(): void {
    this.isDue = false;
    while (this.mayDispatch) {
      void this.run(this.waiting.splice(0, this.largest));
    }
  }

  private async run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const makeRoom = this.takeRoom();
    try {
      const results = await this.commit(batch.map(({ item }) => item));
      batch.forEach((waiting, index) => settle(waiting, results[index]));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      batch.forEach(({ patience }) => clearTimeout(patience));
      makeRoom();
    }
  }

  /** A batch that never ends, on a connection that died in silence, must not hold up the next for ever. */
  private takeRoom(): () => void {
    let hasRoom = true;
    const makeRoom = () => {
      clearTimeout(patience);
      if (hasRoom) {
        hasRoom = false;
        this.underWay -= 1;
        this.dispatchSoon();
      }
    };
    const patience = setTimeout(makeRoom, this.patienceMs);
    this.underWay += 1;
    return makeRoom;
  }
}

function settle<Item, Result>({ resolve, reject }: Waiting<Item, Result>, result: Result | Error | undefined): void {
  if (result instanceof Error) {
    reject(result);
  } else {
    resolve(result as Result);
  }
}

function tooSlow(): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'too_slow',
    message: 'This took too long. Look whether it was done before you repeat it.',
  });
}
