import { DomainError } from '@app/contracts';
import { ImportProducts, ProductDescription } from '@app/inventory';
import { chunksOf } from '@app/platform';
import { CatalogueRow } from './catalogue-row';
import { Fault } from './check-catalogue';

/** Few enough that orders for one of them seldom make the database begin the others anew. */
export const productsAtOnce = 100;

/** How far writing has come. */
export interface CatalogueWritten {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The last line that was dealt with. */
  readonly line: number;
}

interface Listeners {
  readonly onRefused: (fault: Fault) => void;
  readonly onProgress: (written: CatalogueWritten) => void;
}

type Written = { readonly line: number; readonly product: ProductDescription };

/**
 * Writes a catalogue, a hundred rows at a time, and reads no further ahead than that. Stops between two batches once the
 * signal is aborted. A row that is refused is told; the others are written.
 */
export async function writeCatalogue(
  rows: AsyncIterable<CatalogueRow>,
  products: Pick<ImportProducts, 'execute'>,
  { onRefused, onProgress }: Listeners,
  signal: AbortSignal,
): Promise<CatalogueWritten> {
  let written: CatalogueWritten = { rows: 0, created: 0, changed: 0, unchanged: 0, refused: 0, line: 0 };
  for await (const batch of chunksOf(rows, productsAtOnce)) {
    if (signal.aborted) {
      break;
    }
    const outcomes = await writeBatch(batch, products, onRefused);
    const counted = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    written = {
      rows: written.rows + batch.length,
      created: written.created + counted('created'),
      changed: written.changed + counted('changed'),
      unchanged: written.unchanged + counted('unchanged'),
      refused: written.refused + counted('refused'),
      line: batch.at(-1)?.line ?? written.line,
    };
    onProgress(written);
  }
  return written;
}

/** What was right when the file was checked may be wrong by now: the file may have changed. */
async function writeBatch(
  batch: readonly CatalogueRow[],
  products: Pick<ImportProducts, 'execute'>,
  onRefused: Listeners['onRefused'],
): Promise<string[]> {
  const faults = batch.filter((row): row is Fault => 'fault' in row);
  const sound = batch.filter((row): row is Written => 'product' in row);
  const outcomes = await products.execute(sound.map(({ product }) => product));
  sound.forEach(({ line }, index) => {
    const outcome = outcomes[index];
    if (outcome instanceof DomainError) {
      faults.push({ line, fault: outcome.message });
    }
  });
  faults.forEach(onRefused);
  return [...outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : '')), ...faults.map(() => 'refused')];
}
