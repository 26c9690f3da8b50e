import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chartOf } from './chart';
import { Results } from './entry';
import { tableOf } from './table';

const DOCS = resolve(__dirname, '../../../docs');
const GENERATED = /(<!-- results -->\n)[\s\S]*(<!-- end of results -->)/;

/** This result, and of the published one the rows that were not measured anew: only figures of one row are compared. */
export function besideEarlier(results: Results, earlier = published()): Results {
  const isOfSameKind = (['machine', 'generator', 'isQuick'] as const).every((what) => earlier[what] === results[what]);
  const anew = new Set(results.entries.map(({ row }) => row));
  const rows = new Set([...(isOfSameKind ? earlier.entries : []), ...results.entries].map(({ row }) => row));
  const entries = [...rows].flatMap((name) => (anew.has(name) ? results : earlier).entries.filter(({ row }) => row === name));
  return { ...results, entries };
}

function published(): Results {
  return JSON.parse(readFileSync(join(DOCS, 'performance.json'), 'utf8')) as Results;
}

/** Writes the result to `docs/performance.json`, `.svg`, and between the two markers in `.md`. */
export function publish(results: Results): void {
  writeFileSync(join(DOCS, 'performance.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(DOCS, 'performance.svg'), `${chartOf(results.entries)}\n`);
  const page = join(DOCS, 'performance.md');
  writeFileSync(page, withResults(readFileSync(page, 'utf8'), results));
}

/**
 * The page with this result in place of the one before.
 *
 * @throws Error when its markers are missing.
 */
export function withResults(page: string, results: Results): string {
  if (!GENERATED.test(page)) {
    throw new Error('docs/performance.md has lost the markers that the results stand between.');
  }
  const { at, machine, generator, isQuick, entries } = results;
  const pace = isQuick ? 'short rounds (`--quick`): rough figures' : 'full rounds';
  const circumstances = `Measured ${at.slice(0, 10)} on ${machine}, load by ${generator}, ${pace}.`;
  const result = `${circumstances}\n\n${tableOf(entries)}`;
  return page.replace(GENERATED, (_, begin: string, end: string) => `${begin}${result}\n${end}`);
}
