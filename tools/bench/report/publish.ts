import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Results } from './entry';

const DOCS = resolve(__dirname, '../../../docs');

/** Writes `docs/performance.json`. */
export function publish(results: Results): void {
  writeFileSync(join(DOCS, 'performance.json'), `${JSON.stringify(results, null, 2)}\n`);
}
