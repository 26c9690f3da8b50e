import { Readable } from 'node:stream';

/** No row that could be right is longer; a longer one must not be taken into memory. */
export const longestLine = 64 * 1024;

/** A line of a text, counted from 1. Of one that is too long, not all of it. */
export interface Line {
  readonly line: number;
  readonly text: string;
  readonly isTooLong: boolean;
}

/** The lines of a text in UTF-8 that are not blank, read as they are asked for. */
export async function* linesOf(source: Readable): AsyncGenerator<Line> {
  let line = 0;
  for await (const text of allLines(source)) {
    line += 1;
    if (text.trim() !== '') {
      yield { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text, isTooLong: text.length > longestLine };
    }
  }
}

async function* allLines(source: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of source.setEncoding('utf8')) {
    const [first = '', ...more] = String(chunk).split('\n');
    const lines = [rest.length > longestLine ? rest : rest + first, ...more];
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}
