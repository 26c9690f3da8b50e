import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '..');
const page = readFileSync(join(root, 'docs/extending.md'), 'utf8');
const blocks = [...page.matchAll(/<!-- (.+?) -->\n```ts\n([\s\S]*?)```/g)].map(([, title = '', code = '']) => ({ title, code }));
const recipes = blocks.filter(({ title }) => title.startsWith('test/shop/'));
const shapes = blocks.flatMap(({ title, code }) => (title.startsWith('shapes of ') ? [{ lib: title.replace('shapes of ', ''), code }] : []));

describe('docs/extending.md', () => {
  it('has a recipe for each port', () => {
    const ports = recipes.flatMap(({ code }) => /extends (\w+)/.exec(code)?.[1] ?? []);
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

  it.each(recipes)('shows $title as it is tested', ({ title, code }) => {
    const [path = '', shownAs] = title.split(' as ');
    const tested = readFileSync(join(root, path), 'utf8');
    // One folder less deep.
    expect(code).toBe(shownAs ? tested.replaceAll("'../../apps/", "'../apps/") : tested);
  });

  it('tells what rules are given and have to answer, as it is', () => {
    expect(shapes.length).toBeGreaterThan(5);
    expect(typeErrorsOf(asserted(shapes))).toEqual([]);
  });

  it('would not be believed if it told of a field that is not there, or left out one that is needed', () => {
    const lib = '@app/inventory';
    const invented = asserted([{ lib, code: 'interface StockLevel {\n  sku: string;\n  available: number;\n  colour: string;\n}\n' }]);
    const incomplete = asserted([{ lib, code: 'interface StockLevel {\n  sku: string;\n}\n' }]);
    expect(typeErrorsOf(invented)).toHaveLength(1);
    expect(typeErrorsOf(incomplete)).toHaveLength(1);
  });
});

/** Each interface of the page beside the one of its lib; a page that says `// and more` may leave fields out. */
function asserted(told: readonly { lib: string; code: string }[]): string {
  const checks = told.flatMap(({ lib, code }) =>
    [...code.matchAll(/interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name = '', body = '']) => {
      const real = `import('${lib}').${name}`;
      const told = body.includes('// and more') ? `Pick<${real}, keyof ${name}>` : real;
      return `same<${name}, ${told}>(true);`;
    }),
  );
  const same = `
    type Loose<T> = { -readonly [K in keyof T]: T[K] };
    type Same<A, B> = [Loose<A>] extends [Loose<B>] ? ([Loose<B>] extends [Loose<A>] ? ([keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : false) : false) : false) : false;
    declare function same<A, B>(is: Same<A, B>): void;`;
  return ['export {};', ...told.map(({ code }) => code), same, ...checks].join('\n');
}

function typeErrorsOf(text: string): string[] {
  const file = join(root, 'test/shapes-of-the-page.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (path, ...rest) => (path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest));
  host.fileExists = (path) => path === file || fileExists(path);
  const program = ts.createProgram([file], { ...options, noEmit: true }, host);
  const source = program.getSourceFile(file);
  return program.getSemanticDiagnostics(source).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
