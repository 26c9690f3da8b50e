import { setTimeout as pass } from 'node:timers/promises';

/** What the work gives, but no sooner than after so many milliseconds: its time tells nothing of what it did. */
export async function atLeast<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, pass(milliseconds)]);
  return result;
}
