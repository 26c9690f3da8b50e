import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Problem {
  readonly rule: string;
  readonly message: string;
}

interface Report {
  readonly fixture: string;
  readonly isBad: boolean;
  readonly expected: Problem;
  readonly problems: readonly Problem[];
}

const fixtures = readdirSync(join(__dirname, 'fixtures'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const bad = fixtures.filter((path) => path.startsWith('bad'));
const good = fixtures.filter((path) => path.startsWith('good'));

let reports: readonly Report[];
let rules: readonly string[];

beforeAll(() => {
  const output = execFileSync(process.execPath, [join(__dirname, 'lint-fixtures.mjs')], { encoding: 'utf8' });
  ({ reports, rules } = JSON.parse(output) as { reports: Report[]; rules: string[] });
});

describe('bad code', () => {
  it.each(bad)('%s is reported by the rule it breaks, and by no other', (path) => {
    const { expected, problems } = reportOn(path);

    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual([expected.rule]);
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringContaining(expected.message));
  });
});

describe('good code', () => {
  it.each(good)('%s passes', (path) => {
    expect(reportOn(path).problems).toEqual([]);
  });
});

it('every rule that is on is broken by a fixture', () => {
  const broken = new Set(reports.filter(({ isBad }) => isBad).map(({ expected }) => expected.rule));

  expect(rules.filter((rule) => !broken.has(rule))).toEqual([]);
});

function reportOn(path: string): Report {
  const report = reports.find(({ fixture }) => fixture === path);
  if (!report) {
    throw new Error(`${path} was not linted.`);
  }
  return report;
}
