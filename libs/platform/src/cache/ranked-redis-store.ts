import { CacheManagerStore, KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { Entry, fromText, toText } from './entry';

/** Rank and copy lie under one key, so that no eviction separates them. An entry lies there as JSON text, in quotes. */
const putUnlessOutranked = `
  local function rank(entry) return tonumber(string.match(entry or '', '^"([%d.]+) ')) or 0 end
  if rank(redis.call('GET', KEYS[1])) <= rank(ARGV[1]) then
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  end`;

type ScriptedRedis = Redis & { putUnlessOutranked(key: string, entry: string, ttlMs: number): Promise<void> };

/**
 * Entries in Redis that give way to no lower rank, whichever process sets them. A set that fails throws.
 * The text keeps the store from reviving a copy's `_function_…` as code; only Redis's clock ends an entry.
 */
export function rankedRedisStore(client: Redis): Keyv<Entry> {
  client.defineCommand('putUnlessOutranked', { numberOfKeys: 1, lua: putUnlessOutranked });
  const store = {
    ...redisInsStore(client),
    set: (key: string, text: string, ttlMs: number) =>
      (client as ScriptedRedis).putUnlessOutranked(key, JSON.stringify(text), ttlMs),
  };
  return new Keyv<Entry>({
    // Its types are of an older cache-manager; the adapter takes exactly what it has.
    store: new KeyvAdapter(store as unknown as CacheManagerStore),
    namespace: 'order-processing',
    serialize: ({ value }) => toText(value as Entry),
    deserialize: <Value>(text: string) => ({ value: fromText(text) as Value }),
    throwOnErrors: true,
  });
}
