import { CacheManagerStore, KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { Entry, fromText, toText } from './entry';

/** Rank and copy lie under one key, so that no eviction separates them. */
const putUnlessOutranked = `
  local function rank(entry) return tonumber(string.match(entry or '', '^([%d.]+) ')) or 0 end
  if rank(redis.call('GET', KEYS[1])) <= rank(ARGV[1]) then
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    return 1
  end
  return 0`;

type ScriptedRedis = Redis & { putUnlessOutranked(key: string, entry: string, ttlMs: number): Promise<number> };

/**
 * Entries in Redis that give way to no lower rank, whichever process sets them. A set that fails throws.
 * They are written and read as plain text: the store's own reading would revive a copy's `_function_…` as code, and
 * costs more than Redis. Only Redis's clock ends an entry.
 */
export function rankedRedisStore(client: Redis, onRefusedCopy: () => void): Keyv<Entry> {
  client.defineCommand('putUnlessOutranked', { numberOfKeys: 1, lua: putUnlessOutranked });
  const store = {
    ...redisInsStore(client),
    get: async (key: string) => asStored(await client.get(key)),
    mget: async (...keys: string[]) => (await client.mget(keys)).map(asStored),
    set: async (key: string, text: string, ttlMs: number) => {
      const isKept = (await (client as ScriptedRedis).putUnlessOutranked(key, text, ttlMs)) === 1;
      if (!isKept && fromText(text)?.copy !== undefined) {
        onRefusedCopy();
      }
    },
  };
  return new Keyv<Entry>({
    // Its types are of an older cache-manager; the adapter takes exactly what it has.
    store: new KeyvAdapter(store as unknown as CacheManagerStore),
    namespace: 'order-processing',
    serialize: ({ value }) => toText(value as Entry),
    throwOnErrors: true,
  });
}

/** What Keyv takes for read already. What is no entry is not there. */
function asStored(text: string | null): { value: Entry } | undefined {
  const value = text === null ? undefined : fromText(text);
  return value && { value };
}
