import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { environmentTable } from '../tools/environment-table';

const fromRoot = (path: string) => resolve(__dirname, '..', path);
const readme = readFileSync(fromRoot('README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('the README', () => {
  it('documents every environment variable as the code reads it', () => {
    const rows = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    expect(rows).toEqual(environmentTable());
  });

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !scripts[script ?? ''])).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(6);
    expect(() => links.forEach((path) => readFileOrFolder(path))).not.toThrow();
  });
});

describe('.env.example', () => {
  it('holds only variables that exist', () => {
    const names = [...readFileSync(fromRoot('.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const known = environmentTable().map((row) => /`([A-Z_]+)`/.exec(row)?.[1]);
    expect(names).toHaveLength(9);
    expect(known).toEqual(expect.arrayContaining(names));
  });
});

function readFileOrFolder(path: string): void {
  try {
    readFileSync(fromRoot(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') {
      throw error;
    }
  }
}
