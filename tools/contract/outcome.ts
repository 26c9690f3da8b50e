import { readFileSync } from 'node:fs';

/** As much of Schemathesis' JSON report as matters here. */
export interface RunReport {
  readonly complete: boolean;
  readonly operations: { readonly selected: number; readonly tested: number; readonly errored: number };
  readonly test_cases: { readonly generated: number; readonly unique_failures: number };
}

/** What became of a run: as whom, what was tried, and what is wrong, in words. */
export interface Outcome {
  readonly user: string;
  readonly operations: number;
  readonly requests: number;
  readonly faults: readonly string[];
}

const nothing: RunReport = {
  complete: false,
  operations: { selected: 0, tested: 0, errored: 0 },
  test_cases: { generated: 0, unique_failures: 0 },
};

/** Reads the report of a run that ended with this exit code. One that is missing says nothing of the API, and is a fault. */
export function outcomeOf(user: string, exitCode: number | null, reportFile: string): Outcome {
  const { complete, operations, test_cases: cases } = readReport(reportFile) ?? nothing;
  const untried = operations.selected - operations.tested;
  const faults = [
    ...(complete ? [] : ['the run was not completed']),
    ...(cases.unique_failures > 0 ? [`${cases.unique_failures} answers are not as documented`] : []),
    ...(operations.errored > 0 ? [`${operations.errored} operations could not be tried`] : []),
    ...(untried > 0 ? [`${untried} operations were not tried`] : []),
  ];
  const isUnexplained = faults.length === 0 && exitCode !== 0;
  return {
    user,
    operations: operations.tested,
    requests: cases.generated,
    faults: isUnexplained ? [`Schemathesis ended with exit code ${exitCode}`] : faults,
  };
}

function readReport(file: string): RunReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunReport;
  } catch {
    return undefined;
  }
}
