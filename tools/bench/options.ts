import { parseArgs } from 'node:util';
import { Row } from './rows/row';

export interface Options {
  readonly rows: readonly Row[];
  readonly isQuick: boolean;
  /** All rows, in full rounds. */
  readonly isComplete: boolean;
  /** Also writes docs/performance, as a complete run always does. */
  readonly writes: boolean;
  readonly wantsHelp: boolean;
}

/**
 * Reads the command line.
 *
 * @throws Error that names what is unknown.
 */
export function parseOptions(args: readonly string[], all: readonly Row[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rows = values.only === undefined ? all.filter(({ isLong }) => !(isLong && values.quick)) : named(values.only, all);
  const isComplete = rows.length === all.length && !values.quick;
  return { rows, isQuick: values.quick, isComplete, writes: values.write || isComplete, wantsHelp: values.help };
}

/** What `--help` prints. */
export function helpFor(all: readonly Row[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return [
    'npm run bench -- [--quick] [--only <row>,<row>] [--write]',
    '',
    'Measures this system beside its baselines on this machine, and prints one table.',
    '',
    '  --quick   short rounds, for trying; the figures are rough',
    '  --only    these rows alone, separated by commas',
    '  --write   write docs/performance.{md,json,svg} too, as a full run does; rows that were not measured stay',
    '',
    'Rows:',
    ...all.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
  ].join('\n');
}

function named(list: string, all: readonly Row[]): Row[] {
  return list.split(',').map((entry) => {
    const row = all.find(({ name }) => name === entry.trim());
    if (!row) {
      throw new Error(`There is no row "${entry.trim()}". There are: ${all.map(({ name }) => name).join(', ')}.`);
    }
    return row;
  });
}
