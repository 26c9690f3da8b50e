import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 16_384;
const LINE_LENGTH = 240;

/** The end of a log in a form to read at a glance: of a JSON line only the message and its error, all lines cut. */
export function lastLines(file: string, count = 8): string[] {
  return tailOf(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map((line) => readable(line).slice(0, LINE_LENGTH));
}

function tailOf(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return tail.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

function readable(line: string): string {
  try {
    const { msg, attr } = JSON.parse(line) as { msg?: string; attr?: { error?: unknown } };
    return msg ? [msg, attr?.error && JSON.stringify(attr.error)].filter(Boolean).join(': ') : line;
  } catch {
    return line;
  }
}
