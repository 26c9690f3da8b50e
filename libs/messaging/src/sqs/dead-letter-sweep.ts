import { DeadLetterQueue, HeldLetter } from './dead-letter-queue';

const longestMs = 15_000;
/** Of a queue that is not empty SQS may answer with nothing, since it does not ask all of its servers. */
const mostInVain = 3;

/** What a walk through a dead-letter queue is for. */
export interface Errand {
  /** Whether there is nothing more to look for. */
  readonly isOver: () => boolean;
  /** Is given letters, each once, and resolves to those that are gone since. */
  readonly handle: (letters: readonly HeldLetter[]) => Promise<readonly HeldLetter[]>;
}

/**
 * Walks through a dead-letter queue until the errand is over, no more letters come, or fifteen seconds have passed.
 * What is still there then is shown to everybody again at once, also when the errand fails. Resolves to whether it came to an end.
 */
export async function sweep(queue: DeadLetterQueue, { isOver, handle }: Errand): Promise<boolean> {
  const begun = performance.now();
  const seen = new Set<string>();
  const held = new Map<string, HeldLetter>();
  let inVain = 0;
  try {
    while (!isOver() && inVain < (seen.size > 0 ? mostInVain : 1)) {
      if (performance.now() - begun >= longestMs) {
        return false;
      }
      // Only who holds nothing may wait: another administrator may be holding the letters for a moment.
      const letters = await queue.take(seen.size > 0 ? 0 : 1);
      const fresh = letters.filter(({ id }) => !seen.has(id));
      letters.forEach((letter) => held.set(letter.id, letter));
      fresh.forEach(({ id }) => seen.add(id));
      inVain = fresh.length > 0 ? 0 : inVain + 1;
      (await handle(fresh)).forEach(({ id }) => held.delete(id));
    }
    return true;
  } finally {
    // What cannot be put back now comes back by itself, later.
    await queue.putBack([...held.values()]).catch(() => undefined);
  }
}
