import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
});

describe('every page', () => {
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...markdownIn('docs'), ...markdownIn('docs/decisions'), ...markdownIn('deploy/aws')];

  it.each(pages)('%s links only to files that exist', (page) => {
    const links = [...readFileSync(fromRoot(page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(resolve(fromRoot(page), '..', path)))).toEqual([]);
  });

  it.each(pages)('%s names only commands that exist', (page) => {
    const named = [...readFileSync(fromRoot(page), 'utf8').matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !scripts[script ?? ''])).toEqual([]);
  });

  it('is looked at', () => expect(pages.length).toBeGreaterThan(15));
});

describe('.env.example', () => {
  it('holds only variables that exist', () => {
    const names = [...readFileSync(fromRoot('.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const known = environmentTable().map((row) => /`([A-Z_]+)`/.exec(row)?.[1]);
    expect(names).toHaveLength(9);
    expect(known).toEqual(expect.arrayContaining(names));
  });
});

function markdownIn(folder: string): string[] {
  const files = readdirSync(fromRoot(folder)).filter((file) => file.endsWith('.md'));
  return files.map((file) => `${folder}/${file}`);
}
