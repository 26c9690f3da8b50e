/** The items in their order, so many at a time; the last ones may be fewer, and nothing makes no chunk. */
export function inChunks<T>(size: number, items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
