/**
 * `npm run test:postman`: runs the Postman collection with newman, against `BASE_URL` if that is set, else against a
 * system that it starts itself on fresh data and stops afterwards. Exits with 1 when any assertion failed.
 */
import { ConsoleReport } from './stack/console-report';
import { runCollection, Subject } from './postman/run-collection';
import { TemporarySystem } from './start/temporary-system';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const report = new ConsoleReport(process.stdout);
const interrupted = new Promise<never>((_, reject) => {
  STOP_SIGNALS.forEach((signal) => process.on(signal, () => reject(new Error(`Told to stop (${signal}).`))));
});
// Whoever listens at that moment is told; before and after nobody does.
interrupted.catch(() => undefined);
const { BASE_URL } = process.env;

void (BASE_URL ? runAgainst(BASE_URL) : runOnTemporarySystem()).then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    report.failed(error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  },
);

function runAgainst(baseUrl: string): Promise<boolean> {
  const { MAILBOX_URL, ADMIN_EMAIL, ADMIN_PASSWORD, DEMO_CUSTOMER_EMAIL, DEMO_CUSTOMER_PASSWORD } = process.env;
  return run({
    baseUrl,
    mailboxUrl: MAILBOX_URL ?? '',
    ...(ADMIN_EMAIL && { adminEmail: ADMIN_EMAIL }),
    ...(ADMIN_PASSWORD && { adminPassword: ADMIN_PASSWORD }),
    ...(DEMO_CUSTOMER_EMAIL && { demoCustomerEmail: DEMO_CUSTOMER_EMAIL }),
    ...(DEMO_CUSTOMER_PASSWORD && { demoCustomerPassword: DEMO_CUSTOMER_PASSWORD }),
  });
}

async function runOnTemporarySystem(): Promise<boolean> {
  const system = await TemporarySystem.start(report);
  try {
    const subject = await Promise.race([system.ready(), interrupted]);
    return await Promise.race([run(subject), system.crashed, interrupted]);
  } finally {
    await system.stop();
  }
}

function run(subject: Subject): Promise<boolean> {
  report.note(`Running the Postman collection against ${subject.baseUrl}`);
  return Promise.race([runCollection(subject), interrupted]);
}
