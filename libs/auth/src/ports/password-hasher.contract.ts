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
      const known = await medianOf(7, () => hasher.verify('wrong horse battery', hash));
      const unknown = await medianOf(7, () => hasher.verify('wrong horse battery', undefined));
      expect(await hasher.verify('correct horse battery', undefined)).toBe(false);
      expect(unknown / known).toBeGreaterThan(0.5);
      expect(unknown / known).toBeLessThan(2);
    });
  });
}

async function medianOf(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}
