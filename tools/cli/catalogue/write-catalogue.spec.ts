import { Readable } from 'node:stream';
import { DomainError } from '@app/contracts';
import { ProductDescription, ProductImport } from '@app/inventory';
import { CatalogueRow, catalogueRows } from './catalogue-row';
import { Fault } from './check-catalogue';
import { csvRows } from './csv-rows';
import { CatalogueWritten, productsAtOnce, writeCatalogue } from './write-catalogue';

const conflict = new DomainError({ kind: 'conflict', code: 'stock_below_reserved', message: 'Too few.' });
const line = (number: number) => `SKU-${number},Mug,100,EUR,5\n`;

describe('writing a catalogue', () => {
  let refused: Fault[];
  beforeEach(() => (refused = []));

  it('counts what became of each row, and tells those that were refused with their lines', async () => {
    const rows = Readable.from([row(2), { line: 3, fault: 'Changed since it was checked.' }, row(4), row(5), row(6)]);
    const outcomes: ProductImport[] = ['created', conflict, 'unchanged', 'changed'];
    const written = await write(rows, async () => outcomes);
    expect(written).toEqual({ rows: 5, created: 1, changed: 1, unchanged: 1, refused: 2, line: 6 });
    expect(refused).toEqual([
      { line: 3, fault: 'Changed since it was checked.' },
      { line: 4, fault: 'Too few.' },
    ]);
  });

  it('stops behind the batch in hand when it is interrupted', async () => {
    const controller = new AbortController();
    const written = await write(Readable.from(many(5 * productsAtOnce)), async (products) => {
      controller.abort();
      return products.map(() => 'created');
    }, controller.signal);
    expect(written).toMatchObject({ rows: productsAtOnce, line: productsAtOnce });
  });

  it('reads a file of any length no further ahead than its batch and what a stream buffers', async () => {
    const chunk = 100;
    let [read, done, furthestAhead] = [0, 0, 0];
    function* chunks() {
      yield 'sku,name,unitPrice,currency,onHand\n';
      for (let first = 0; first < 3_000; first += chunk) {
        read += chunk;
        furthestAhead = Math.max(furthestAhead, read - done);
        yield Array.from({ length: chunk }, (_, index) => line(first + index)).join('');
      }
    }
    const source = Readable.from(chunks(), { objectMode: false, highWaterMark: 1 });
    const written = await write(catalogueRows(csvRows(source)), async (products) => {
      done += products.length;
      return products.map(() => 'created');
    });
    expect(written.rows).toBe(3_000);
    expect(furthestAhead).toBeLessThanOrEqual(4 * chunk);
  });

  function write(
    rows: AsyncIterable<CatalogueRow>,
    execute: (products: readonly ProductDescription[]) => Promise<ProductImport[]>,
    signal = new AbortController().signal,
  ): Promise<CatalogueWritten> {
    const listeners = { onRefused: (fault: Fault) => refused.push(fault), onProgress: () => undefined };
    return writeCatalogue(rows, { execute }, listeners, signal);
  }
});

function row(number: number): CatalogueRow {
  return { line: number, product: { sku: `SKU-${number}`, name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 5 } };
}

function many(count: number): CatalogueRow[] {
  return Array.from({ length: count }, (_, index) => row(index + 1));
}
