import { UnderWay } from './under-way';

it('counts work until it ends, well or not, each key by itself', async () => {
  const underWay = new UnderWay<string>();
  const ends: (() => void)[] = [];
  const pending = () => new Promise<string>((resolve) => ends.push(() => resolve('done')));
  const both = [underWay.during('one', pending), underWay.during('one', pending)];
  const failing = underWay.during('other', async () => Promise.reject(new Error('away')));
  expect([underWay.of('one'), underWay.of('other'), underWay.of('third')]).toEqual([2, 1, 0]);
  await expect(failing).rejects.toThrow('away');
  ends.forEach((end) => end());
  await expect(Promise.all(both)).resolves.toEqual(['done', 'done']);
  expect([underWay.of('one'), underWay.of('other')]).toEqual([0, 0]);
});
