import { setTimeout as sleep } from 'node:timers/promises';

/** What to wait for and how long. */
export interface Wait {
  readonly withinSeconds: number;
  /** Completes the sentence "Waited 30 s for …". */
  readonly description: string;
  /** Ends the wait early when it rejects. */
  readonly unless?: Promise<never>;
}

const BETWEEN_TRIES_MS = 50;

/**
 * Tries until the condition holds; a condition that throws does not hold yet.
 *
 * @throws Error that says what was waited for and why it did not hold at the end.
 */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  { withinSeconds, description, unless }: Wait,
): Promise<void> {
  const deadline = Date.now() + withinSeconds * 1000;
  // The rejection matters only while the race below listens.
  unless?.catch(() => undefined);
  let reason: unknown;
  const tried = async () => {
    try {
      return await holds();
    } catch (error) {
      reason = error;
      return false;
    }
  };
  while (!(await Promise.race([tried(), ...(unless ? [unless] : [])]))) {
    if (Date.now() > deadline) {
      throw new Error(`Waited ${withinSeconds} s for ${description}, in vain.`, { cause: reason });
    }
    await sleep(BETWEEN_TRIES_MS);
  }
}
