import { basename } from 'node:path';
import { Guard, UnprovenGuard } from './guard';

/** The rows of the table of guards, in the order of the list. */
export function guardRows(guards: readonly Guard[]): string[] {
  return guards.map(({ name, protects, file, test }) => row(name, protects, link(file), `${link(test.path)}: ${test.name}`));
}

/** The rows of the table of those that no test can show to be needed. */
export function unprovenRows(unproven: readonly UnprovenGuard[]): string[] {
  return unproven.map(({ name, protects, file, why }) => row(name, protects, link(file), why));
}

/** `docs/guards.md`. */
export function guardsPage(guards: readonly Guard[], unproven: readonly UnprovenGuard[], survived: readonly Guard[]): string {
  const kept = guards.length - survived.length;
  return [
    '# The guards of an order, and the tests that hold them',
    '',
    'What keeps an order from being lost, doubled, oversold or shown to the wrong person is often a single condition, which the',
    'next change could take away without anybody noticing. `npm run test:mutations` takes each of them away in turn, in a copy of',
    'the tree that still compiles, and shows that the test named beside it turns red. It also writes this page, with `-- --write`.',
    '',
    `At the last writing, ${kept} of ${guards.length} were noticed.${survived.map(({ name }) => ` **Not noticed: ${name}.**`).join('')}`,
    '',
    row('Guard', 'What it prevents', 'Where', 'The test that turns red'),
    row('---', '---', '---', '---'),
    ...guardRows(guards),
    '',
    '## Guards that no test here can show',
    '',
    row('Guard', 'What it prevents', 'Where', 'Why no test can'),
    row('---', '---', '---', '---'),
    ...unprovenRows(unproven),
    '',
  ].join('\n');
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function link(file: string): string {
  return `[${basename(file)}](../${file})`;
}
