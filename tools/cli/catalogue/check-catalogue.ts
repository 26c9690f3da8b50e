import { CatalogueRow } from './catalogue-row';

/** Something that is wrong with a line of a file. */
export interface Fault {
  readonly line: number;
  readonly fault: string;
}

/**
 * Reads a catalogue to its end, tells everything that is wrong with it as it comes, and answers how many rows there are and
 * how many of them are wrong. Only the SKUs are kept, each with its line.
 */
export async function checkCatalogue(
  rows: AsyncIterable<CatalogueRow>,
  onFault: (fault: Fault) => void,
  signal?: AbortSignal,
): Promise<{ rows: number; faults: number }> {
  const lineOf = new Map<string, number>();
  const counts = { rows: 0, faults: 0 };
  for await (const row of rows) {
    signal?.throwIfAborted();
    const { sku, fault } = 'product' in row ? { sku: row.product.sku, fault: undefined } : row;
    const faults = [fault, sku && repetition(sku, row.line, lineOf)].filter(Boolean);
    counts.rows += 1;
    if (faults.length > 0) {
      counts.faults += 1;
      onFault({ line: row.line, fault: faults.join(' ') });
    }
  }
  return counts;
}

function repetition(sku: string, line: number, lineOf: Map<string, number>): string | undefined {
  const first = lineOf.get(sku);
  if (first === undefined) {
    lineOf.set(sku, line);
  }
  return first === undefined ? undefined : `The sku ${sku} stands on line ${first} already.`;
}
