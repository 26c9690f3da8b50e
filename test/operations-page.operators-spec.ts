import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Browser, Page } from 'playwright-core';
import { openBrowser } from './support/browser';
import { busyDay } from './support/busy-day';
import { eventually } from './support/eventually';
import { admin, RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

const images = join(__dirname, '../docs/images');
const poison = 'not an event at all';

let system: RunningSystem;
let shopper: Shopper;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [system, browser] = await Promise.all([RunningSystem.start(), openBrowser()]);
  const administrator = await system.admin();
  await Promise.all([
    administrator.put('/api/inventory/TEA-001', { name: 'Green tea, 100 g', unitPrice: 690, currency: 'EUR', onHand: 1000 }),
    administrator.put('/api/inventory/MUG-007', { name: 'Mug <img src=x onerror="document.title=1">', unitPrice: 1290, currency: 'EUR', onHand: 12 }),
  ]);
  shopper = await system.customer();
});
afterAll(async () => {
  await browser.close();
  await system.stop();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${system.apis[0]?.url}/ops`);
});
afterEach(() => page.close());

describe('the operations page', () => {
  it('lets in administrators only, and says why not', async () => {
    await logIn(admin.email, 'a wrong password');
    await shows('#log-in .problem', /wrong|incorrect|credentials|password/i);
    await logIn(shopper.email, 'a password of a customer');
    await shows('#log-in .problem', 'This page is for administrators only.');
    expect(await page.isVisible('#board')).toBe(false);
  });

  it('shows live what happens: orders, their states, queues, and what runs low', async () => {
    await entered();
    await placeOrders(12);
    await eventually(async () => expect(Number(await textOf('#rate'))).toBeGreaterThan(0));
    await shows('#states-key', /CONFIRMED\s*12/);
    await shows('#undecided', '0');
    await shows('#webhooks', '0');
    await shows('#queues', /orders.*events.*handlers/s);
    await shows('#stock', /MUG-007Mug <img src=x onerror="document.title=1">0/);
    expect(await page.title()).toBe('Operations');
    expect(await page.locator('.uplot canvas').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it('fits a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await entered();
    await shows('#states-key', /CONFIRMED/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('shows what failed for good, and sends it back', async () => {
    await entered();
    await (process.env.SCREENSHOTS && busyDay(system));
    await poisoned();
    await shows('#dead', '1');
    await shows('#letters', /orders.*not an event.*The message body is not JSON\./s);
    await screenshots();
    const [processor] = system.processors;
    await processor?.stop();
    await page.getByRole('button', { name: 'Send back not an event of order unknown' }).click();
    await shows('#letters', 'None.');
    await shows('#letters-done', 'Sent back: 1');
    await shows('#dead', '0');
    await shows('#queues', /orders10/);
    await (processor && system.replace(processor));
    await shows('#dead', '1');
    expect(complaints).toEqual([]);
  }, 300_000);

  it('comes back by itself when the API was replaced, still logged in, and after the page was loaded anew', async () => {
    await entered();
    const [api] = system.apis;
    await api?.stop();
    await shows('#live', 'Connecting …');
    await (api && system.replace(api));
    await shows('#live', 'Live');
    await page.reload();
    await shows('#live', 'Live');
    await page.click('#log-out');
    await eventually(async () => expect(await page.isVisible('#log-in')).toBe(true));
    await shows('#live', 'Not connected');
    await page.reload();
    expect(await page.isVisible('#log-in')).toBe(true);
  });

  it('says how old its numbers are when the API falls silent, and goes on once it speaks again', async () => {
    await entered();
    const [api] = system.apis;
    api?.freeze();
    await shows('#live', 'Connecting …');
    await shows('#age', /nothing new for \d/);
    expect(await page.getAttribute('#board', 'class')).toBe('is-old');
    api?.thaw();
    await shows('#live', 'Live');
    expect(await page.getAttribute('#board', 'class')).toBe('');
    expect(await page.getAttribute('#rate-chart', 'aria-label')).toMatch(/^Orders per second: \d+\.\d now/);
  });

  it('tells what is not known from what is not there', async () => {
    const nothing = { at: new Date().toISOString(), backlog: [], queues: [], away: ['sales', 'queues'] };
    await page.route('**/api/admin/operations', (route) => route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify(nothing)}\n\n` }));
    await logIn(admin.email, admin.password);
    await shows('#stock', 'Not known.');
    await shows('#queues', 'Not known.');
    await shows('#away', 'Not to be told at the moment: sales, queues');
  });

  it('says that the API does not answer, where it does not', async () => {
    await page.route('**/api/auth/login', (route) => route.abort());
    await logIn(admin.email, admin.password);
    await shows('#log-in .problem', 'The API does not answer.');
  });
});

async function logIn(email: string, password: string): Promise<void> {
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('#log-in button');
}

async function entered(): Promise<void> {
  await logIn(admin.email, admin.password);
  await shows('#live', 'Live');
}

function textOf(selector: string): Promise<string> {
  return page.locator(selector).innerText();
}

function shows(selector: string, text: string | RegExp): Promise<void> {
  return eventually(async () => expect((await page.locator(selector).textContent())?.trim()).toMatch(text));
}

async function placeOrders(count: number): Promise<void> {
  const lines = [{ sku: 'TEA-001', quantity: 2 }, { sku: 'MUG-007', quantity: 1 }];
  const placed = await Promise.all(Array.from({ length: count }, () => shopper.place(lines)));
  expect(placed.map(({ status }) => status)).toEqual(placed.map(() => 201));
}

async function poisoned(): Promise<void> {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_SQS: endpoint, AWS_ACCESS_KEY = '', AWS_SECRET_KEY = '' } = process.env;
  const sqs = new SQSClient({ region, endpoint, credentials: { accessKeyId: AWS_ACCESS_KEY, secretAccessKey: AWS_SECRET_KEY } });
  await sqs.send(new SendMessageCommand({ QueueUrl: system.queueUrl, MessageBody: poison }));
  sqs.destroy();
}

/** By day and by night. `SCREENSHOTS=1` puts them into the documentation. */
async function screenshots(): Promise<void> {
  const looks = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = process.env.SCREENSHOTS ? join(images, `operations-${colorScheme}.png`) : undefined;
    looks.add((await page.screenshot({ ...(path && { path }), fullPage: true })).toString('base64'));
    looks.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
  }
  expect(looks.size).toBe(4);
}
