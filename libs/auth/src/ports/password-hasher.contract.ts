import { PasswordHasher } from './password-hasher';

/** What every PasswordHasher promises. */
export function describePasswordHasher(name: string, open: () => PasswordHasher): void {
  describe(`${name} as a password hasher`, () => {
    it('recognises the password a hash was made of, and no other', async () => {
      const hasher = open();
      const hash = await hasher.hash('correct horse battery');
      expect(await hasher.verify('correct horse battery', hash)).toBe(true);
      expect(await hasher.verify('correct horse batterz', hash)).toBe(false);
    });

    it('salts', async () => {
      const hasher = open();
      expect(await hasher.hash('correct horse battery')).not.toBe(await hasher.hash('correct horse battery'));
    });

    it('tells passwords apart by their last character, however long they are', async () => {
      const hasher = open();
      const hash = await hasher.hash(`${'x'.repeat(127)}a`);
      expect(await hasher.verify(`${'x'.repeat(127)}b`, hash)).toBe(false);
    });

    it('refuses every password without a hash, after just as much work', async () => {
      const hasher = open();
      const hash = await hasher.hash('correct horse battery');
      const ratio = await medianRatio(
        () => hasher.verify('wrong horse battery', undefined),
        () => hasher.verify('wrong horse battery', hash),
      );
      expect(await hasher.verify('correct horse battery', undefined)).toBe(false);
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
