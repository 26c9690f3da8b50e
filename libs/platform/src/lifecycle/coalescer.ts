export interface CoalescerOptions {
  /** Items in a full batch. */
  readonly largest: number;
  /** Batches under way at the same time, at most, if all that follow the first are full. Default: one. */
  readonly atOnce?: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
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

  /**
   * `commit` gets the items in the order of their coming and answers in the same order, for each its result or an
   * `Error`. When it rejects, all of its items fail.
   */
  constructor(
    private readonly commit: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
    { largest, atOnce = 1 }: CoalescerOptions,
  ) {
    this.largest = largest;
    this.atOnce = atOnce;
  }

  /** Resolves or rejects with what became of this item alone, once its batch is done. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.dispatchSoon();
    });
  }

  /** All that comes in the same turn of the loop goes together. */
  private dispatchSoon(): void {
    if (!this.isDue && this.mayDispatch) {
      this.isDue = true;
      setImmediate(() => this.dispatchDue());
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
    this.underWay += 1;
    try {
      const results = await this.commit(batch.map(({ item }) => item));
      batch.forEach((waiting, index) => settle(waiting, results[index]));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      this.underWay -= 1;
      this.dispatchSoon();
    }
  }
}

function settle<Item, Result>({ resolve, reject }: Waiting<Item, Result>, result: Result | Error | undefined): void {
  if (result instanceof Error) {
    reject(result);
  } else {
    resolve(result as Result);
  }
}
