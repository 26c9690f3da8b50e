type Work = (...row: never[]) => unknown;

interface Collected {
  readonly name: string;
  readonly before: readonly Work[];
  readonly work: Work;
}

/** Runs what a contract suite declares, apart from the tests of the file that asks, and names the tests that fail. */
export async function failingTests(declare: () => void): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, before, work } of collectedFrom(declare)) {
    try {
      for (const prepare of before) {
        await prepare();
      }
      await work();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

function collectedFrom(declare: () => void): readonly Collected[] {
  const tests: Collected[] = [];
  const scopes: Work[][] = [];
  const within = (_name: string, body: Work) => {
    scopes.push([]);
    body();
    scopes.pop();
  };
  const collect = (name: string, work: Work) => void tests.push({ name, work, before: scopes.flat() });
  const { describe, it, beforeEach } = globalThis;
  Object.assign(globalThis, { describe: withRows(within), it: withRows(collect), beforeEach: (work: Work) => scopes.at(-1)?.push(work) });
  try {
    declare();
  } finally {
    Object.assign(globalThis, { describe, it, beforeEach });
  }
  return tests;
}

/** With an `each`, as Jest's own have it. */
function withRows(declare: (name: string, work: Work) => void) {
  const each = (rows: readonly unknown[]) => (name: string, work: (...row: unknown[]) => unknown) =>
    rows.forEach((row) => declare(name, () => work(...[row].flat())));
  return Object.assign(declare, { each });
}
