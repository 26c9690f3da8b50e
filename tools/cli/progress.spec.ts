import { Progress } from './progress';

let written: string[];
const output = (isTTY: boolean) => ({ isTTY, write: (text: unknown) => written.push(String(text)) > 0 });

beforeEach(() => (written = []));

describe('progress', () => {
  it('is a bar at a terminal, drawn anew with each percent, notes above it', () => {
    const progress = new Progress('Writing', 1000, output(true));
    [1, 10, 11, 500].forEach((done) => progress.show(done));
    progress.note('line 3: \u001b[31mwrong');
    progress.clear();
    const half = `\rWriting  ${'█'.repeat(15)}${'░'.repeat(15)}   50 %`;
    expect(written).toEqual([
      `\rWriting  ${'░'.repeat(30)}    1 %`,
      half,
      '\r\u001b[K',
      'line 3:  [31mwrong\n',
      half,
      '\r\u001b[K',
    ]);
  });

  it('is a line for each tenth elsewhere', () => {
    const progress = new Progress('Writing', 100_000, output(false));
    [1, 12_000, 13_000, 55_000, 100_000].forEach((done) => progress.show(done));
    expect(written).toEqual(['Writing: 10 %\n', 'Writing: 50 %\n', 'Writing: 100 %\n']);
  });

  it('is nothing where nobody watches a little work', () => {
    new Progress('Writing', 9, output(false)).show(9);
    expect(written).toEqual([]);
  });
});
