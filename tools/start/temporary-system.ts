import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Ports } from '../stack/ports';
import { KeptProcess } from '../stack/process/kept-process';
import { PartStopped } from '../stack/process/part-stopped';
import { Report } from '../stack/report';
import { waitUntil } from '../stack/wait-until';

const ROOT = resolve(__dirname, '../..');
const DATA = join(ROOT, '.data');
const APPS = ['api', 'order-processor'].map((app) => join(ROOT, `dist/apps/${app}/main.js`));
/** The first start on a machine may have to fetch MongoDB. */
const WITHIN_SECONDS = 600;
const GRACE_SECONDS = 45;
const STEP = /^ {2}[✓·✗…] /;
const ERROR = /"level":"(error|fatal)"/;

/** Left empty: whatever the environment or a `.env` names, all parts are local and the log-ins those of the demo. */
const LEFT_EMPTY = [
  'MONGO_URI',
  'MONGO_URI_FILE',
  'REDIS_HOST',
  'SQS_QUEUE_URL',
  'SQS_EVENTS_QUEUE_URL',
  'SQS_HANDLERS_QUEUE_URL',
  'AWS_ENDPOINT_URL_SQS',
  'AWS_ENDPOINT_URL_SES',
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD',
  'ADMIN_PASSWORD_FILE',
  'LOG_LEVEL',
  'SWAGGER',
  'NODE_ENV',
];

/** Where the parts are that people and tests talk to. */
export interface Addresses {
  readonly baseUrl: string;
  /** Empty: no look into the mailbox. */
  readonly mailboxUrl: string;
}

/** The whole system as `npm start` runs it, on data and ports of its own; it ends with this process, however that ends. */
export class TemporarySystem {
  /** Rejects when the system ends although nobody stopped it. */
  readonly crashed: Promise<never>;
  /** What its apps logged as errors until now. */
  readonly errors: string[] = [];
  private readonly printed: string[] = [];

  private constructor(
    private readonly process: KeptProcess,
    /** Its own; removed when it stops. */
    readonly dataDir: string,
    private readonly report: Report,
  ) {
    this.crashed = process.exited.then((exit) => Promise.reject(new PartStopped(process.spec, exit)));
    // It matters only while somebody waits for it.
    this.crashed.catch(() => undefined);
    process.output.forEach((input) => createInterface({ input }).on('line', (line) => this.take(line)));
  }

  /** @throws Error when the apps are not built. */
  static async start(report: Report): Promise<TemporarySystem> {
    if (!APPS.every((file) => existsSync(file))) {
      throw new Error('The apps are not built yet: run `npm run build` first.');
    }
    const ports = new Ports();
    const dataDir = freshDirectory();
    const environment = {
      ...process.env,
      ...Object.fromEntries(LEFT_EMPTY.map((name) => [name, ''])),
      DATA_DIR: dataDir,
      RATE_LIMIT: 'off',
      PORT: String(await ports.claim()),
      MAILBOX_PORT: String(await ports.claim()),
    };
    report.note('Starting the system on fresh data');
    const args = ['-r', '@swc-node/register', join(ROOT, 'tools/start.ts')];
    const spec = { name: 'the system', command: process.execPath, args, environment };
    return new TemporarySystem(
      new KeptProcess({ ...spec, output: 'pipe', graceSeconds: GRACE_SECONDS }),
      dataDir,
      report,
    );
  }

  /** Where it is, once it runs and holds the demo data: its table says so. Throws with what it printed if it ends instead. */
  async ready(): Promise<Addresses> {
    await waitUntil(() => this.shown('Data') !== undefined, {
      withinSeconds: WITHIN_SECONDS,
      description: 'the system',
      unless: this.crashed,
    }).catch((error: unknown) => {
      throw new Error(`The system did not start. It printed:\n${this.printed.join('\n')}`, { cause: error });
    });
    const baseUrl = this.shown('API')?.replace(/\/api$/, '');
    if (!baseUrl) {
      throw new Error(`The system does not say where its API is:\n${this.printed.join('\n')}`);
    }
    return { baseUrl, mailboxUrl: this.shown('Mailbox') ?? '' };
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    const since = Date.now();
    this.report.progress('stopping the system');
    await this.process.stop();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 3 });
    this.report.done('System stopped, its data removed', since);
  }

  /** Shows the steps of the start, and of what the apps log the errors. */
  private take(line: string): void {
    const isError = line.startsWith('{') && ERROR.test(line);
    this.errors.push(...(isError ? [line] : []));
    this.printed.push(...(line.startsWith('{') ? [] : [line]));
    if (isError || STEP.test(line)) {
      process.stdout.write(`${line}\n`);
    }
  }

  /** What a row of the table at the end of the start says. */
  private shown(row: string): string | undefined {
    const pattern = new RegExp(`│ +${row} +(\\S+)`);
    return this.printed.map((line) => pattern.exec(line)?.[1]).find(Boolean);
  }
}

/** A directory for this run alone, with the fetched programs of all. */
function freshDirectory(): string {
  const programs = join(DATA, 'bin');
  mkdirSync(programs, { recursive: true });
  const directory = mkdtempSync(join(DATA, 'temporary-'));
  symlinkSync(programs, join(directory, 'bin'), 'junction');
  return directory;
}
