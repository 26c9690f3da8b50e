import { createHash } from 'node:crypto';
import { PasswordHasher } from './password-hasher';

const password = 'correct horse battery';
const inTheClear = ['utf8', 'hex', 'base64', 'base64url'] as const;
/** Of other passwords, in schemes that it may know, and what is none at all. */
const ofNobody = [
  '',
  password,
  'sha1$deadbeef$ba3253876aed6bc22d4a6ff53d8406c6ad864195ed144ab5c87621b6c233b548',
  '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  '$argon2id$v=19$m=19456,t=2,p=1$Q3wTvV/Tchi0/sQL+wLIvg$QH56bZAmjRCTnI+PfRWt4+Ps5OKHvBbbZeq8h51BZYY',
];

/** A password and what was stored of it before this hasher came. */
export interface FormerHash {
  readonly password: string;
  readonly hash: string;
}

/** What every `PasswordHasher` promises; run it against yours, with the hashes of others that it has to recognise. */
export function describePasswordHasher(name: string, open: () => PasswordHasher, former: readonly FormerHash[] = []): void {
  describe(`${name} as a password hasher`, () => {
    it('recognises the password a hash was made of, and no other', async () => {
      const hasher = open();
      const hash = await hasher.hash(password);
      expect(await hasher.verify(password, hash)).toBe(true);
      expect(await hasher.verify('correct horse batterz', hash)).toBe(false);
    });

    it('salts', async () => {
      const hasher = open();
      expect(await hasher.hash(password)).not.toBe(await hasher.hash(password));
    });

    it('keeps nothing of which the password could be read', async () => {
      const hash = await open().hash(password);
      expect(inTheClear.filter((encoding) => hash.includes(Buffer.from(password).toString(encoding)))).toEqual([]);
    });

    it('tells passwords apart by their last character, however long they are', async () => {
      const hasher = open();
      const hash = await hasher.hash(`${'x'.repeat(127)}a`);
      expect(await hasher.verify(`${'x'.repeat(127)}b`, hash)).toBe(false);
    });

    it.each(ofNobody)('takes %j for no hash of the password, and for no error', async (hash) => {
      expect(await open().verify(password, hash)).toBe(false);
    });

    it('has its own hashes renewed never, those of others once', async () => {
      const hasher = open();
      expect(hasher.isOutdated(await hasher.hash(password))).toBe(false);
      expect(former.filter(({ hash }) => !hasher.isOutdated(hash))).toEqual([]);
    });

    it('recognises what others stored before it, and no other password by that', async () => {
      const hasher = open();
      for (const { password: kept, hash } of former) {
        expect(await hasher.verify(kept, hash)).toBe(true);
        expect(await hasher.verify(`${kept}!`, hash)).toBe(false);
      }
    });

    it('takes far more work than a digest', async () => {
      const hasher = open();
      const hash = await hasher.hash(password);
      const digests = async () => Array.from({ length: 1000 }, () => createHash('sha256').update(password).digest());
      expect(await medianRatio(() => hasher.verify(password, hash), digests)).toBeGreaterThan(1);
    });

    it('refuses every password without a hash, after just as much work', async () => {
      const hasher = open();
      const hash = await hasher.hash(password);
      const ratio = await medianRatio(
        () => hasher.verify('wrong horse battery', undefined),
        () => hasher.verify('wrong horse battery', hash),
      );
      expect(await hasher.verify(password, undefined)).toBe(false);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    });
  });
}

/** How much longer one takes than the other; run in turns, so that a busy machine slows down both. */
async function medianRatio(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<number> {
  const ratios: number[] = [];
  for (let run = 0; run < 11; run += 1) {
    const duration = await timeOf(one);
    ratios.push(duration / (await timeOf(other)));
  }
  return ratios.sort((a, b) => a - b)[5] ?? NaN;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
