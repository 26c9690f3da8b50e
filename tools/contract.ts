/**
 * `npm run test:contract`: holds the API to the OpenAPI document that it serves, with Schemathesis, on a system that it
 * starts itself on fresh data and stops afterwards: all that takes a token as a customer, and everything as an
 * administrator. `SEED=…` draws the same requests again, `MAX_EXAMPLES=…` more of them (or `-- --seed …` and
 * `--max-examples …`). Exits with 1 when anything does not hold, be it in the logs or in the database.
 */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { auditFaults } from './contract/audit-faults';
import { Document, Shares, sharesOf } from './contract/documented-operations';
import { installSchemathesis, Program } from './contract/install-schemathesis';
import { openSession } from './contract/open-session';
import { Options, parseOptions } from './contract/options';
import { Outcome } from './contract/outcome';
import { RottenMessages } from './contract/rotten-messages';
import { runSchemathesis, User } from './contract/run-schemathesis';
import { DEMO_ADMIN } from './demo-data';
import { ConsoleReport } from './stack/console-report';
import { TemporarySystem } from './start/temporary-system';

const DATA = resolve(__dirname, '../.data');
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A customer is refused half of the operations, always in the same way. */
const CUSTOMERS_SHARE = 4;

const report = new ConsoleReport(process.stdout);
const interrupted = new Promise<never>((_, reject) => {
  STOP_SIGNALS.forEach((signal) => process.on(signal, () => reject(new Error(`Told to stop (${signal}).`))));
});
// Whoever listens at that moment is told; before and after nobody does.
interrupted.catch(() => undefined);

void main().then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: unknown) => {
    report.failed(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  },
);

async function main(): Promise<boolean> {
  const options = parseOptions(process.argv.slice(2), process.env);
  const program = await Promise.race([installSchemathesis(DATA, report), interrupted]);
  const system = await TemporarySystem.start(report);
  const outcomes = await Promise.race([tryOut(program, options, system), system.crashed, interrupted]).finally(() => system.stop());
  return tell(outcomes, system.errors, options);
}

async function tryOut(program: Program, options: Options, system: TemporarySystem): Promise<Outcome[]> {
  const { baseUrl } = await system.ready();
  const place = { baseUrl, directory: system.dataDir };
  const shares = sharesOf((await (await fetch(`${baseUrl}/openapi.json`)).json()) as Document);
  const run = (asWhom: User, prints = show) => runSchemathesis(program, place, { ...options, ...asWhom }, prints);
  const held: string[] = [];
  const rotten = new RottenMessages(system.dataDir);
  report.note('As a customer, all that takes a token, and at the same time dead letters as an administrator');
  const first = await Promise.all([
    run(await customerOf(baseUrl, shares, options)),
    run({ user: 'dead letters', ...DEMO_ADMIN, operations: shares.deadLetters, followsLinks: false }, (printed) => held.push(printed)),
  ]).finally(() => rotten.stop());
  held.forEach(show);
  report.note('As an administrator, everything else');
  // Not before the customer is done: administrators disable whomever there is.
  const last = await run({ user: 'administrator', ...DEMO_ADMIN, operations: shares.administrator, followsLinks: true });
  return [...first, last, { user: 'audit', operations: 0, requests: 0, faults: await auditFaults(baseUrl, DEMO_ADMIN) }];
}

async function customerOf(baseUrl: string, { customer }: Shares, { maxExamples }: Options): Promise<User> {
  const logIn = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  await openSession(baseUrl, 'register', logIn);
  return { user: 'customer', ...logIn, operations: customer, followsLinks: true, maxExamples: Math.ceil(maxExamples / CUSTOMERS_SHARE) };
}

function show(printed: string): void {
  process.stdout.write(printed);
}

/** The last line says it all. */
function tell(outcomes: readonly Outcome[], errors: readonly string[], { seed }: Options): boolean {
  const faults = outcomes.flatMap(({ user, faults: own }) => own.map((fault) => `${user}: ${fault}`));
  const all = [...faults, ...(errors.length > 0 ? [`${errors.length} errors in the logs, shown above`] : [])];
  // A customer tries none that nobody else does.
  const operations = sumOf(outcomes.filter(({ user }) => user !== 'customer').map((outcome) => outcome.operations));
  const requests = sumOf(outcomes.map((outcome) => outcome.requests));
  const tried = `${operations} operations tried in ${requests} requests (SEED=${seed})`;
  if (all.length > 0) {
    report.failed(new Error(`${all.join('\n')}\nThe API does not keep to its document: ${tried}`));
  } else {
    report.note(`The API keeps to its document: ${tried}`);
  }
  return all.length === 0;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
