import { randomUUID } from 'node:crypto';
import { inProcess, inRedis, OpenCaches } from '../../test/open-caches';
import { VersionedCache } from './versioned-cache';

const caches = new OpenCaches();
const last = { version: 2, text: 'the last version, “to the letter”\n' };
let key: string;

beforeEach(() => {
  key = `test:${randomUUID()}`;
});
afterAll(() => caches.close());

describe('a text', () => {
  it.each([
    ['in Redis', inRedis],
    ['in the process', inProcess],
  ])('%s is given back as it was', async (_where, variables) => {
    const cache = await caches.connect(variables);
    await cache.setText(key, last, 60);
    await expect(cache.getText(key)).resolves.toBe(last.text);
  });

  it('that may change is asked of Redis each time, and many at the same time each get their own', async () => {
    const [cache, other] = [await caches.connect(inRedis), await caches.connect(inRedis)];
    const keys = Array.from({ length: 250 }, (_, index) => `${key}:${index}`);
    await Promise.all(keys.map((one) => cache.setText(one, { version: 1, text: one }, 60)));
    await expect(Promise.all(keys.map((one) => cache.getText(one)))).resolves.toEqual(keys);
    await Promise.all(keys.map((one) => other.setText(one, { version: 2, text: `${one} changed` }, 60)));
    await expect(Promise.all(keys.map((one) => cache.getText(one)))).resolves.toEqual(keys.map((one) => `${one} changed`));
  });
});

describe('a copy that can change no more', () => {
  afterEach(() => jest.useRealTimers());

  it('is at hand without Redis in the process that kept it, unlike others', async () => {
    const cache = await caches.connect(inRedis);
    await cache.setFinalText(key, last, 60);
    await cache.setText(`${key}:other`, last, 60);
    cache.onApplicationShutdown();
    await expect(cache.getText(key)).resolves.toBe(last.text);
    await expect(cache.getText(`${key}:other`)).resolves.toBeUndefined();
  });

  it('is in Redis for all other processes', async () => {
    const [cache, other] = [await caches.connect(inRedis), await caches.connect(inRedis)];
    await cache.setFinalText(key, last, 60);
    await expect(other.getText(key)).resolves.toBe(last.text);
  });

  it.each([
    ['in Redis', inRedis],
    ['in the process', inProcess],
  ])('%s is gone once superseded all the same, and does not come back', async (_where, variables) => {
    const cache = await caches.connect(variables);
    await cache.setFinalText(key, last, 60);
    await cache.supersede(key, 3);
    await expect(cache.getText(key)).resolves.toBeUndefined();
    await cache.setFinalText(key, last, 60);
    await expect(cache.getText(key)).resolves.toBeUndefined();
  });

  it('ends after ten minutes, give or take a tenth', async () => {
    jest.useFakeTimers({ now: 0 });
    const cache = caches.open(inProcess);
    await cache.setFinalText(key, last, 60);
    jest.setSystemTime(539_999);
    await expect(cache.getText(key)).resolves.toBe(last.text);
    jest.setSystemTime(660_001);
    await expect(cache.getText(key)).resolves.toBeUndefined();
  });

  it('makes room for later ones when there are too many bytes', async () => {
    const cache: VersionedCache = caches.open(inProcess);
    const mebibyte = { version: 1, text: 'x'.repeat(512 * 1024) };
    for (let i = 0; i <= 32; i += 1) {
      await cache.setFinalText(`${key}:${i}`, mebibyte, 60);
    }
    await expect(cache.getText(`${key}:0`)).resolves.toBeUndefined();
    await expect(cache.getText(`${key}:1`)).resolves.toBe(mebibyte.text);
    await expect(cache.getText(`${key}:32`)).resolves.toBe(mebibyte.text);
  });
});
