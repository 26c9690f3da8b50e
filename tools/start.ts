/**
 * `npm start`: the whole system on this machine, with demo data, until Ctrl-C. The environment decides, then a `.env`
 * file; each part that they name is used instead of a local one. Only here are the two read.
 */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { givenEnvironment, withSecretsRead } from '@app/platform';
import { DEMO_ADMIN } from './demo-data';
import { ConsoleReport } from './stack/console-report';
import { launch } from './stack/launch';
import { Environment } from './stack/parts/part-context';
import { ProcessGroup } from './stack/process/process-group';
import { startStack } from './stack/start-stack';
import { AppEnvironments, appEnvironments, hasOwnDatabase } from './start/app-environment';
import { AppLog } from './start/app-log';
import { loadDemoData } from './start/load-demo-data';
import { startApp } from './start/start-app';
import { welcome } from './start/welcome';

const ROOT = resolve(__dirname, '..');
const API = resolve(ROOT, 'dist/apps/api/main.js');
const PROCESSOR = resolve(ROOT, 'dist/apps/order-processor/main.js');

const given = givenEnvironment(resolve(ROOT, '.env'));
const dataDir = resolve(ROOT, given.DATA_DIR || '.data');
const report = new ConsoleReport(process.stdout);

void launch(async (processes) => {
  if (![API, PROCESSOR].every((file) => existsSync(file))) {
    throw new Error('The apps are not built yet: run `npm run build` first.');
  }
  const variables = withSecretsRead(given);
  const stack = await startStack({ dataDir, environment: variables, report, processes });
  const environment = { ...variables, ...stack.environment };
  const environments = await appEnvironments(environment, dataDir);
  const log = new AppLog(process.stdout);
  await startApps(environments, processes, log);
  const url = `http://localhost:${environments.api.PORT}`;
  const admin = hasOwnDatabase(environment) ? await withDemoData(environments.api) : undefined;
  const shownDir = relative(process.cwd(), dataDir) || '.';
  process.stdout.write(`${welcome({ url, mailboxUrl: stack.mailboxUrl, admin, dataDir: shownDir })}\n`);
  log.open();
}, report, { endsWithParent: given.npm_lifecycle_event === 'start' });

async function startApps({ api, processor }: AppEnvironments, processes: ProcessGroup, log: AppLog): Promise<void> {
  report.progress('starting the apps');
  const apps = [
    startApp({ name: 'order-processor', main: PROCESSOR, environment: processor }, processes, log, report),
    startApp({ name: 'api', main: API, environment: api }, processes, log, report),
  ];
  await Promise.all(apps).catch((error: unknown) => {
    log.showHeld();
    throw error;
  });
}

/** Loads the demo data and resolves to the administrator's log-in as it may be shown. */
async function withDemoData({ PORT, ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' }: Environment) {
  const since = Date.now();
  try {
    const added = await loadDemoData(`http://127.0.0.1:${PORT}/api`, { email, password });
    report.done(added > 0 ? `Demo data: ${added} products added` : 'Demo data: already there', since);
  } catch (error) {
    report.note(`No demo data: ${error instanceof Error ? error.message : String(error)}`);
  }
  return `${email} / ${password === DEMO_ADMIN.password ? password : '(ADMIN_PASSWORD)'}`;
}
