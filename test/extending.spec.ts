import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const page = readFileSync(join(root, 'docs/extending.md'), 'utf8');
const recipes = [...page.matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)```/g)].map(([, path = '', code]) => ({ path, code }));

describe('docs/extending.md', () => {
  it('has a recipe for each port', () => {
    const ports = recipes.map(({ code }) => /extends (\w+)/.exec(code ?? '')?.[1]);
    expect(ports).toEqual([
      'PricingPolicy',
      'PasswordHasher',
      'OrderScreening',
      'AllocationStrategy',
      'NotificationChannel',
      'MessageTemplates',
    ]);
  });

  it('names each contract suite, and all of them are run', () => {
    const suitesIn = (text: string) => [...new Set(text.match(/describe[A-Z]\w+/g))].sort();
    expect(suitesIn(page)).toEqual(suitesIn(readFileSync(join(root, 'test/shop/shop.spec.ts'), 'utf8')));
  });

  it.each(recipes)('shows $path as it is tested', ({ path, code }) => {
    expect(code).toBe(readFileSync(join(root, path), 'utf8'));
  });
});
