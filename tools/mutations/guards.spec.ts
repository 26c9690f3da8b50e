import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withoutGuard } from './guard';
import { guards, unprovenGuards } from './guards';
import { guardRows, unprovenRows } from './guards-page';

const root = resolve(__dirname, '../..');

describe('the guards of an order', () => {
  it.each(guards)('"$name" can be found, and taken away', (guard) => {
    expect(() => withoutGuard(guard, root)).not.toThrow();
    expect(guard.replacement).not.toBe(guard.remove);
  });

  it.each(guards)('"$name" has its test', ({ test: { path } }) => {
    expect(path).toMatch(/spec\.ts$/);
    expect(existsSync(join(root, path))).toBe(true);
  });

  it.each(unprovenGuards)('"$name" can be found, though no test shows what it is for', ({ file, text }) => {
    expect(readFileSync(join(root, file), 'utf8').split(text)).toHaveLength(2);
  });

  it('have a name each', () => {
    const names = [...guards, ...unprovenGuards].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stand in the documentation', () => {
    const page = readFileSync(join(root, 'docs/guards.md'), 'utf8').split('\n');
    expect(page).toEqual(expect.arrayContaining([...guardRows(guards), ...unprovenRows(unprovenGuards)]));
  });
});
