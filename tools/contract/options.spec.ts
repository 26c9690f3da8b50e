import { parseOptions } from './options';

describe('the options of a contract run', () => {
  it('are drawn, and few, when none is given', () => {
    const { seed, maxExamples } = parseOptions([], { SEED: '', MAX_EXAMPLES: '' });
    expect(maxExamples).toBe(20);
    expect(seed).toBeGreaterThanOrEqual(1);
  });

  it('come from the environment, or the command line before it', () => {
    expect(parseOptions([], { SEED: '7', MAX_EXAMPLES: '100' })).toEqual({ seed: 7, maxExamples: 100 });
    expect(parseOptions(['--seed', '8', '--max-examples', '5'], { SEED: '7', MAX_EXAMPLES: '100' })).toEqual({ seed: 8, maxExamples: 5 });
  });

  it.each([['--max-examples', '0'], ['--max-examples', 'many'], ['--seed', '-1'], ['--seed', '1.5'], ['--speed', '1']])('are refused as %s %s', (...args) => {
    expect(() => parseOptions(args, {})).toThrow(args[0]);
  });
});
