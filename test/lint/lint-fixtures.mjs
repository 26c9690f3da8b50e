import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/** Prints as JSON what ESLint says of each fixture, and which rules are on. A process of its own: jest loads no ESM. */
async function main() {
  const files = await Promise.all((await filesIn(fixtures)).map(readFixture));
  const plain = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });
  const typed = new ESLint({ cwd: root, ignore: false });
  const reports = await Promise.all(files.map((file) => lint(file.isTyped ? typed : plain, file)));
  const rules = await Promise.all(files.map(({ path }) => rulesFor(typed, path)));
  process.stdout.write(JSON.stringify({ reports, rules: [...new Set(rules.flat())] }));
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name.endsWith('.ts')).map(({ parentPath, name }) => join(parentPath, name));
}

/**
 * A fixture is linted as if it lay in the tree, except where types are needed: then it stays where a tsconfig knows it.
 * Specs are called `.fixture.ts`, so that jest does not run them.
 */
async function readFixture(file) {
  const [kind, ...path] = relative(fixtures, file).split('/');
  const isTyped = kind.endsWith('-typed');
  const code = await readFile(file, 'utf8');
  const [, rule, message] = /^\/\/ breaks (.+?): (.+)\n/.exec(code) ?? [];
  return {
    fixture: relative(fixtures, file),
    path: isTyped ? relative(root, file) : path.join('/').replace('.fixture.ts', '.ts'),
    isTyped,
    isBad: kind.startsWith('bad'),
    expected: { rule, message },
    code,
  };
}

async function lint(eslint, { code, path, fixture, isBad, expected }) {
  const [{ messages } = { messages: [] }] = await eslint.lintText(code, { filePath: join(root, path) });
  const problems = messages.map(({ ruleId, message }) => ({ rule: ruleId ?? 'no rule', message }));
  return { fixture, isBad, expected, problems };
}

async function rulesFor(eslint, path) {
  const { rules } = await eslint.calculateConfigForFile(join(root, path));
  return Object.keys(rules).filter((rule) => rules[rule][0] !== 0);
}

await main();
