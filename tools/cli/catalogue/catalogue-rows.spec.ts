import { Readable } from 'node:stream';
import { CatalogueRow, catalogueRows } from './catalogue-row';
import { checkCatalogue, Fault } from './check-catalogue';
import { csvRows } from './csv-rows';
import { longestLine } from './lines-of';
import { ndjsonRows } from './ndjson-rows';

const header = 'sku,name,unitPrice,currency,onHand\n';
const mug = { sku: 'MUG', name: 'Mug', unitPrice: 1200, currency: 'EUR', onHand: 5 };
const cup = { sku: 'CUP', name: 'Cup, "blue"', unitPrice: 0, currency: 'EUR', onHand: 0 };

describe('a catalogue in CSV', () => {
  it('is read by the names in its header, quotes, blank lines, byte order mark and line ends of Windows included', async () => {
    const text = '\uFEFFname,sku,onHand,currency,"unitPrice"\r\nMug,MUG,5,EUR,1200\r\n\r\n"Cup, ""blue""",CUP,0,EUR,0\r\n';
    expect(await all(csv(text))).toEqual([
      { line: 2, product: mug },
      { line: 4, product: cup },
    ]);
  });

  it.each([
    ['the words of the API', 'MUG,,1.5,eur,-1', ['name must have 1 to 200 characters', 'unitPrice must be', 'currency must be', 'onHand must be']],
    ['an empty number', 'MUG,Mug,,EUR,5', ['unitPrice must be a whole number from 0']],
    ['a SKU that no path could hold', '../MUG,Mug,1,EUR,5', ['sku must be 1 to 64']],
    ['a column too few', 'MUG,Mug,1,EUR', ['There are 4 columns where the header has 5.']],
    ['a quote that is never closed', 'MUG,"Mug,1,EUR,5', ['A quote is not closed here']],
    ['a quote in the middle', 'MUG,M"ug"x,1,EUR,5', ['This is no CSV']],
    ['a line without end', 'x'.repeat(longestLine + 1), ['The line is too long.']],
    ['another encoding than UTF-8', Buffer.from('MUG,Café,1,EUR,5', 'latin1'), ['not UTF-8']],
  ])('says what is wrong in %s, and with which line, and goes on', async (_what, line, words) => {
    const text = Buffer.concat([Buffer.from(`${header}A,A,1,EUR,1\n`), Buffer.from(line), Buffer.from('\nB,B,1,EUR,1')]);
    const rows = await all(csv(text));
    expect(rows).toMatchObject([{ line: 2 }, { line: 3, fault: expect.stringContaining(words[0] ?? '') as string }, { line: 4 }]);
    words.forEach((word) => expect(rows[1]).toMatchObject({ fault: expect.stringContaining(word) as string }));
    expect(rows.map((row) => 'product' in row)).toEqual([true, false, true]);
  });

  it.each(['sku;name;unitPrice;currency;onHand', 'sku,name,unitPrice,currency', 'sku,name,unitPrice,currency,onHand,onHand', 'MUG,Mug,1,EUR,5'])(
    'with the header %s is refused',
    async (line) => {
      await expect(all(csv(`${line}\nMUG,Mug,1,EUR,5`))).rejects.toThrow('The first line must name the columns sku, name,');
    },
  );
});

describe('a catalogue in NDJSON', () => {
  it('has an object on each line', async () => {
    expect(await all(ndjson(`${JSON.stringify(mug)}\n\n${JSON.stringify(cup)}`))).toEqual([
      { line: 1, product: mug },
      { line: 3, product: cup },
    ]);
  });

  it.each([
    ['{"sku":', 'This is no JSON.'],
    ['[1]', 'This is no JSON object.'],
    [JSON.stringify({ ...mug, colour: 'red' }), 'property colour should not exist'],
    [JSON.stringify({ ...mug, onHand: '5' }), 'onHand must be a whole number'],
  ])('says what is wrong in %s', async (line, fault) => {
    expect(await all(ndjson(`${line}\n`))).toMatchObject([{ line: 1, fault: expect.stringContaining(fault) as string }]);
  });
});

describe('checking a catalogue', () => {
  it('tells every fault with its line, and of a SKU that comes twice both lines', async () => {
    const faults: Fault[] = [];
    const text = `${header}A,A,1,EUR,1\nB,,1,EUR,1\nA,A,2,EUR,1\nA,,3,EUR,1\nB,B,1,EUR,1\n`;
    const counts = await checkCatalogue(csv(text), (fault) => faults.push(fault));
    expect(counts).toEqual({ rows: 5, faults: 4 });
    expect(faults).toEqual([
      { line: 3, fault: 'name must have 1 to 200 characters.' },
      { line: 4, fault: 'The sku A stands on line 2 already.' },
      { line: 5, fault: 'name must have 1 to 200 characters. The sku A stands on line 2 already.' },
      { line: 6, fault: 'The sku B stands on line 3 already.' },
    ]);
  });

  it('ends when it is interrupted', async () => {
    const checking = checkCatalogue(csv(`${header}A,A,1,EUR,1\n`), () => undefined, AbortSignal.abort());
    await expect(checking).rejects.toMatchObject({ name: 'AbortError' });
  });
});

function csv(text: string | Buffer): AsyncIterable<CatalogueRow> {
  return catalogueRows(csvRows(Readable.from([Buffer.from(text)])));
}

function ndjson(text: string): AsyncIterable<CatalogueRow> {
  return catalogueRows(ndjsonRows(Readable.from([Buffer.from(text)])));
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) {
    found.push(row);
  }
  return found;
}
