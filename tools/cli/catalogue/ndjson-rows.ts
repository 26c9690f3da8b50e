import { Readable } from 'node:stream';
import { RawRow } from './catalogue-row';
import { linesOf } from './lines-of';

/** The rows of a file with a JSON object on each line, read as they are asked for. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<RawRow> {
  for await (const { line, text, isTooLong } of linesOf(source)) {
    yield { line, ...(isTooLong ? { fault: 'The line is too long.' } : fieldsOrFault(text)) };
  }
}

function fieldsOrFault(text: string): { fields: object } | { fault: string } {
  try {
    const fields: unknown = JSON.parse(text);
    const isObject = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
    return isObject ? { fields } : { fault: 'This is no JSON object.' };
  } catch {
    return { fault: 'This is no JSON.' };
  }
}
