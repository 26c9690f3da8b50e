import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../refusal';
import { CatalogueRow, catalogueRows } from './catalogue-row';
import { csvRows } from './csv-rows';
import { ndjsonRows } from './ndjson-rows';

const readers = { csv: csvRows, ndjson: ndjsonRows };

export type CatalogueFormat = keyof typeof readers;

export const catalogueFormats = Object.keys(readers) as readonly CatalogueFormat[];

const formatByExtension: Readonly<Record<string, CatalogueFormat>> = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' };

/** A catalogue that can be read more than once, a row at a time. */
export interface CatalogueFile {
  readonly bytes: number;
  /** `onRead` hears how many bytes have been read so far. */
  rows(onRead?: (bytes: number) => void): AsyncIterable<CatalogueRow>;
}

/**
 * What the name of a file says about its format, unless it is said.
 *
 * @throws Refusal when neither says it.
 */
export function formatOf(file: string, format?: string): CatalogueFormat {
  const wanted = format ?? formatByExtension[extname(file).toLowerCase()];
  const known = catalogueFormats.find((one) => one === wanted);
  if (!known) {
    throw new Refusal(`Say with --format whether this is ${catalogueFormats.join(' or ')}.`);
  }
  return known;
}

/**
 * Opens a file, or standard input (`-`). What can be read only once is copied to a temporary file, which is deleted afterwards.
 *
 * @throws Refusal when it cannot be read.
 */
export async function withCatalogueFile<Result>(
  name: string,
  format: CatalogueFormat,
  signal: AbortSignal,
  use: (file: CatalogueFile) => Promise<Result>,
): Promise<Result> {
  const isStandardInput = name === '-';
  if (!isStandardInput && (await isRegular(name))) {
    return use(await openFile(name, format));
  }
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  try {
    const copy = join(folder, 'copy');
    const source = isStandardInput ? process.stdin : createReadStream(name);
    await pipeline(source, createWriteStream(copy, { mode: 0o600 }), { signal });
    return await use(await openFile(copy, format));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isRegular(name: string): Promise<boolean> {
  try {
    const found = await stat(name);
    if (found.isDirectory()) {
      throw new Refusal(`${name} is a directory.`);
    }
    return found.isFile();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function openFile(path: string, format: CatalogueFormat): Promise<CatalogueFile> {
  const { size: bytes } = await stat(path);
  return {
    bytes,
    async *rows(onRead) {
      const source = createReadStream(path);
      try {
        for await (const row of catalogueRows(readers[format](source))) {
          onRead?.(source.bytesRead);
          yield row;
        }
      } finally {
        source.destroy();
      }
    },
  };
}
