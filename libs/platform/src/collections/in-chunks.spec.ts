import { inChunks } from './in-chunks';

it.each<[number[], number[][]]>([
  [[], []],
  [[1], [[1]]],
  [[1, 2], [[1, 2]]],
  [[1, 2, 3, 4, 5], [[1, 2], [3, 4], [5]]],
])('cuts %j into chunks of two', (items, chunks) => {
  expect(inChunks(2, items)).toEqual(chunks);
});
