import { BoundedMap } from './bounded-map';

describe('a bounded map', () => {
  it('forgets what was set longest ago when there are too many', () => {
    const map = new BoundedMap<string>({ values: 2 });
    map.set('a', '1').set('b', '2').set('a', '3').set('c', '4');
    expect([...map]).toEqual([['a', '3'], ['c', '4']]);
  });

  it('forgets as many as it takes when they weigh too much', () => {
    const map = new BoundedMap<string>({ values: 10, weight: 6, weightOf: ({ length }) => length });
    map.set('a', 'aa').set('b', 'bb').set('c', 'cc').set('d', 'ddd');
    expect([...map.keys()]).toEqual(['c', 'd']);
  });

  it('counts what is replaced or removed no more', () => {
    const map = new BoundedMap<string>({ values: 10, weight: 6, weightOf: ({ length }) => length });
    map.set('a', 'aaaa').set('a', 'a').set('b', 'bbbb');
    map.delete('b');
    map.set('c', 'ccccc');
    expect([...map.keys()]).toEqual(['a', 'c']);
  });
});
