import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf, RunReport } from './outcome';

const sound: RunReport = {
  complete: true,
  operations: { selected: 32, tested: 32, errored: 0 },
  test_cases: { generated: 1844, unique_failures: 0 },
};

describe('the outcome of a contract run', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'contract-'));
    file = join(directory, 'report.json');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const outcome = (report: object, exitCode = 0) => {
    writeFileSync(file, JSON.stringify(report));
    return outcomeOf('customer', exitCode, file);
  };

  it('tells what was tried', () => {
    expect(outcome(sound)).toEqual({ user: 'customer', operations: 32, requests: 1844, faults: [] });
  });

  it.each<[string, object, number, string]>([
    ['answers that are not as documented', { ...sound, test_cases: { generated: 9, unique_failures: 3 } }, 1, '3 answers are not as documented'],
    ['operations that were left out', { ...sound, operations: { ...sound.operations, tested: 30 } }, 0, '2 operations were not tried'],
    ['operations that could not be tried', { ...sound, operations: { ...sound.operations, errored: 1 } }, 1, '1 operations could not be tried'],
    ['a run that ended early', { ...sound, complete: false }, 0, 'the run was not completed'],
    ['a setup that has no effect', sound, 1, 'Schemathesis ended with exit code 1'],
  ])('finds fault with %s', (_what, report, exitCode, fault) => {
    expect(outcome(report, exitCode).faults).toEqual([fault]);
  });

  it('finds fault with a run that left no report, or half of one', () => {
    expect(outcomeOf('customer', 2, file).faults).toEqual(['the run was not completed']);
    writeFileSync(file, '{"complete": tr');
    expect(outcomeOf('customer', 0, file).faults).toEqual(['the run was not completed']);
  });
});
