import { chartOf } from './chart';
import { Entry, Results } from './entry';
import { besideEarlier, withResults } from './publish';
import { tableOf } from './table';

const entries: Entry[] = [
  { row: 'place', system: 'seed-like', unit: 'requests/s', value: 400, rounds: [400], p50: 150.26, p99: 420, cpu: { api: 2.04, redis: 0.001 } },
  { row: 'place', system: 'this system', unit: 'requests/s', value: 2000, rounds: [2000], p50: 30, p99: 60, peakMemory: { api: 181.7 } },
  { row: 'place', system: 'limit', unit: 'requests/s', value: 4000, rounds: [4000] },
  { row: 'lone order', system: 'this system', unit: 'ms', value: 9.87, rounds: [9.87], note: 'a <note>' },
  { row: 'decide', system: 'this system', unit: 'orders/s', rounds: [], note: 'not counted: round 1: 3 status' },
];
const results: Results = { at: '2026-01-02T03:04:05Z', machine: '2 cores', generator: 'wrk', isQuick: false, entries };

describe('the table', () => {
  const lines = tableOf(entries).split('\n');
  const cells = (line: string | undefined) => line?.split('|').slice(1, -1).map((cell) => cell.trim());

  it('compares every system with the two baselines of its row', () => {
    expect(cells(lines[3])?.slice(7, 9)).toEqual(['5×', '50 %']);
    expect(cells(lines[2])?.slice(7, 9)).toEqual(['', '10 %']);
    expect(cells(lines[4])?.slice(7, 9)).toEqual(['10×', '']);
    expect(cells(lines[5])?.slice(7, 9)).toEqual(['', '']);
  });

  it('shows figures with their units and three digits at most, and what a process used at all', () => {
    expect(cells(lines[2])?.slice(0, 6)).toEqual(['place', 'seed-like', '400 requests/s', '150', '420', 'api 2']);
    expect(cells(lines[3])?.[2]).toBe('2,000 requests/s');
    expect(cells(lines[5])?.[2]).toBe('9.9 ms');
  });

  it('shows no figure where no round counts, but why', () => {
    expect(cells(lines[6])?.slice(2)).toEqual(['–', '–', '–', '–', '–', '', '', 'not counted: round 1: 3 status']);
  });

  it('has columns of one width', () => {
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

describe('the chart', () => {
  const chart = chartOf([...entries, { row: 'a <b> & "c"', system: 'limit', unit: 'orders/s', value: 1, rounds: [1] }]);

  it('has a bar for every rate, and none for what is no rate or does not count', () => {
    expect(chart.match(/<rect /g)).toHaveLength(4);
  });

  it('draws a bar as long as its part of the largest of its row', () => {
    const [seedLike, own, limit] = [...chart.matchAll(/ width="(\d+)" height="16"/g)].map(([, width]) => Number(width));
    expect([Number(seedLike) / Number(limit), Number(own) / Number(limit)]).toEqual([0.1, 0.5]);
  });

  it('holds names as text, never as markup', () => {
    expect(chart).toContain('a &#60;b&#62; &#38; &#34;c&#34;');
  });
});

describe('a result of some rows', () => {
  const anew: Results = { ...results, at: '2026-02-03T04:05:06Z', entries: [{ row: 'place', system: 'limit', unit: 'requests/s', value: 1, rounds: [1] }] };
  const figures = ({ entries }: Results) => entries.map(({ row, value }) => [row, value]);

  it('takes the place of these rows alone', () => {
    expect(figures(besideEarlier(anew, results))).toEqual([['place', 1], ['lone order', 9.87], ['decide', undefined]]);
    expect(besideEarlier(anew, results).at).toBe(anew.at);
  });

  it('does not stand beside one of another machine, generator or pace', () => {
    expect(figures(besideEarlier(anew, { ...results, machine: '8 cores' }))).toEqual([['place', 1]]);
    expect(figures(besideEarlier(anew, { ...results, generator: 'autocannon' }))).toEqual([['place', 1]]);
    expect(figures(besideEarlier(anew, { ...results, isQuick: true }))).toEqual([['place', 1]]);
  });
});

describe('the page', () => {
  const page = 'before\n<!-- results -->\nold\n<!-- end of results -->\nafter\n';

  it('gets the new result in place of the old one, as often as it is written', () => {
    const written = withResults(withResults(page, results), results);
    expect(written).toMatch(/^before\n<!-- results -->\nMeasured 2026-01-02 on 2 cores, .*\n\n\|[\s\S]*\|\n<!-- end of results -->\nafter\n$/);
    expect(written).not.toContain('old');
  });

  it('says when the figures are rough', () => {
    expect(withResults(page, { ...results, isQuick: true })).toContain('rough');
  });

  it('is left alone when it has lost its markers', () => {
    expect(() => withResults('before', results)).toThrow('markers');
  });
});
