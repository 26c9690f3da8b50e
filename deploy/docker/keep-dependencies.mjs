// `node keep-dependencies.mjs <name>…`: package.json here then asks for these packages only, in the versions it pinned.
import { readFileSync, writeFileSync } from 'node:fs';

const { dependencies, devDependencies, ...others } = JSON.parse(readFileSync('package.json', 'utf8'));
const pinned = { ...dependencies, ...devDependencies };
const kept = process.argv.slice(2).map((name) => {
  if (!pinned[name]) {
    throw new Error(`package.json does not list ${name}.`);
  }
  return [name, pinned[name]];
});
writeFileSync('package.json', JSON.stringify({ ...others, dependencies: Object.fromEntries(kept) }, null, 2));
