import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs work on behalf of one request: every log line on the way carries its id, on either side of a queue. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run(requestId, work);
}

/** The id of the request the current code works for, if any. */
export function currentRequestId(): string | undefined {
  return storage.getStore();
}
