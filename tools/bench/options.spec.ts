import { helpFor, parseOptions } from './options';
import { Row } from './rows/row';

const run = async () => [];
const rows: Row[] = [
  { name: 'place', about: 'placing', run },
  { name: 'read', about: 'reading', run },
  { name: 'growth', about: 'growing', isLong: true, run },
];
const namesFor = (...args: string[]) => parseOptions(args, rows).rows.map(({ name }) => name);

describe('the options', () => {
  it('ask for everything, written down, when none is given', () => {
    expect(parseOptions([], rows)).toEqual({ rows, isQuick: false, isComplete: true, writes: true, wantsHelp: false });
  });

  it('leave out the long rows when it has to be quick, unless they are named', () => {
    expect(namesFor('--quick')).toEqual(['place', 'read']);
    expect(namesFor('--quick', '--only', 'growth')).toEqual(['growth']);
  });

  it('name rows', () => {
    expect(namesFor('--only', 'read, place')).toEqual(['read', 'place']);
    expect(() => namesFor('--only', 'reed')).toThrow('There is no row "reed". There are: place, read, growth.');
    expect(() => namesFor('--fast')).toThrow('--fast');
  });

  it('keep what is written down whole, unless told otherwise', () => {
    const writes = (...args: string[]) => parseOptions(args, rows).writes;
    expect([writes('--quick'), writes('--only', 'read'), writes('--quick', '--write')]).toEqual([false, false, true]);
    expect(writes('--quick', '--only', 'place,read,growth')).toBe(false);
  });

  it('are explained, each row among them', () => {
    expect(helpFor(rows)).toMatch(/--quick[\s\S]*--only[\s\S]*place {3}placing\n +read {4}reading\n +growth {2}growing/);
  });
});
