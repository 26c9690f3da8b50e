import { table } from './print';

describe('a table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(table(['ID', 'REASON'], [['letter-1', 'A bug.'], ['2', 'Another bug.']])).toBe(
      ['ID        REASON', 'letter-1  A bug.', '2         Another bug.'].join('\n'),
    );
  });

  it('lets nothing through that would command the terminal', () => {
    expect(table(['REASON'], [['red: \u001b[31m\nand a bell\u0007']])).toBe('REASON\nred:  [31m and a bell');
  });
});
