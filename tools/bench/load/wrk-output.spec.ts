import { failuresIn } from './load';
import { parseWrkOutput } from './wrk-output';

const summary =
  '{"requests":12000,"microseconds":8000000,"p50":12345,"p99":56789,"connect":0,"read":0,"write":0,"status":3,"timeout":1}';

describe('what wrk prints', () => {
  it('is read from the line of the script, whatever stands around it', () => {
    const result = parseWrkOutput(`Running 8s test\n  12000 requests in 8.00s\n${summary}\n`);
    expect(result).toMatchObject({ requests: 12_000, seconds: 8, p50: 12.345, p99: 56.789 });
    expect(failuresIn(result)).toBe('3 status, 1 timeout');
  });

  it('tells of no failure when there was none', () => {
    expect(failuresIn(parseWrkOutput(summary.replace('"status":3,"timeout":1', '"status":0,"timeout":0')))).toBe('');
  });

  it('is shown when there is no such line', () => {
    expect(() => parseWrkOutput('unable to connect')).toThrow('unable to connect');
  });
});
