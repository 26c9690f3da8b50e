import { Follower } from '../streams/follower';
import { Followers } from '../streams/followers';
import { Operations } from './operations';
import { WatchOperations } from './watch-operations';

it('tells every two seconds, and for a minute: then who watches is asked again who they are', async () => {
  jest.useFakeTimers();
  const watch = new WatchOperations({ now: async () => ({}) } as unknown as Operations, new Followers());
  let told = 0;
  let hasEnded = false;
  const watching = (async () => {
    for await (const _reading of watch.execute(new Follower())) {
      told += 1;
    }
    hasEnded = true;
  })();
  await jest.advanceTimersByTimeAsync(58_000);
  expect([told, hasEnded]).toEqual([30, false]);
  await jest.advanceTimersByTimeAsync(2000);
  await watching;
  expect(told).toBe(30);
  jest.useRealTimers();
});
