import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../refusal';
import { RawRow } from './catalogue-row';
import { Line, linesOf } from './lines-of';

const columns = ['sku', 'name', 'unitPrice', 'currency', 'onHand'];
const numbers = ['unitPrice', 'onHand'];
const notClosed = 'A quote is not closed here, and no value goes on on the next line.';

/**
 * The rows of a CSV file (RFC 4180) under its header, read as they are asked for. No field of a product has line breaks:
 * each line is a row of its own, so that a quote too many spoils no other.
 *
 * @throws Refusal when the header does not name the columns of a catalogue, each once, in any order.
 */
export async function* csvRows(source: Readable): AsyncGenerator<RawRow> {
  let header: readonly string[] | undefined;
  for await (const line of linesOf(source)) {
    if (header) {
      yield { line: line.line, ...fieldsOrFault(line, header) };
    } else {
      header = headerIn(line);
    }
  }
}

function headerIn({ text }: Line): readonly string[] {
  const names = text.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  if ([...names].sort().join() !== [...columns].sort().join()) {
    throw new Refusal(`The first line must name the columns ${columns.join(', ')}, with commas between them.`);
  }
  return names;
}

function fieldsOrFault({ text, isTooLong }: Line, header: readonly string[]): { fields: object } | { fault: string } {
  if (isTooLong) {
    return { fault: 'The line is too long.' };
  }
  try {
    const [values = []] = parse(text, { relax_column_count: true }) as string[][];
    return values.length === header.length
      ? { fields: Object.fromEntries(header.map((name, index) => [name, valueOf(name, values[index] ?? '')])) }
      : { fault: `There are ${values.length} columns where the header has ${header.length}.` };
  } catch (error) {
    if (error instanceof CsvError) {
      return { fault: error.code === 'CSV_QUOTE_NOT_CLOSED' ? notClosed : 'This is no CSV: a quote is not where it may be.' };
    }
    throw error;
  }
}

/** Decimal digits and nothing else: to JavaScript, an empty text is a 0. */
function valueOf(name: string, text: string): string | number {
  return numbers.includes(name) && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
