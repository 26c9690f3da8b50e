import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** How much is tried, and which. */
export interface Options {
  /** Of requests: the same one draws the same again, as far as the answers allow. */
  readonly seed: number;
  /** How many requests of each kind are drawn for each operation. */
  readonly maxExamples: number;
}

const defaultExamples = '20';

/**
 * Reads the command line, then the environment.
 *
 * @throws Error that names what is unknown, or no whole number from 1.
 */
export function parseOptions(args: readonly string[], { SEED, MAX_EXAMPLES }: Readonly<Record<string, string | undefined>>): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, 'max-examples': { type: 'string' } },
  });
  return {
    seed: wholeNumber('seed', values.seed ?? (SEED || String(randomInt(1, 2 ** 31)))),
    maxExamples: wholeNumber('max-examples', values['max-examples'] ?? (MAX_EXAMPLES || defaultExamples)),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new Error(`--${name} must be a whole number from 1, not "${text}".`);
  }
  return Number(text);
}
