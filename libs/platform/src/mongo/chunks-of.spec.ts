import { chunksOf } from './chunks-of';

describe('chunks', () => {
  it.each<[number, number[][]]>([
    [0, []],
    [1, [[1]]],
    [4, [[1, 2], [3, 4]]],
    [5, [[1, 2], [3, 4], [5]]],
  ])('of two, of %s things', async (count, expected) => {
    const chunks: number[][] = [];
    for await (const chunk of chunksOf(upTo(count), 2)) {
      chunks.push(chunk);
    }
    expect(chunks).toEqual(expected);
  });
});

async function* upTo(count: number): AsyncIterable<number> {
  for (let number = 1; number <= count; number += 1) {
    yield number;
  }
}
