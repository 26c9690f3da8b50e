import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eventually } from './support/eventually';
import { RunningSystem } from './support/running-system';

interface Request {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What takes traces by OTLP, as far as this test looks into them. */
class Collector {
  readonly requests: Request[] = [];
  private readonly server: Server = createServer((request, response) => {
    void buffer(request).then((body) => {
      this.requests.push({ url: request.url, headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

const collector = new Collector();
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
let endpoint: string;

beforeAll(async () => {
  endpoint = await collector.start();
});

it('brings the spans of both apps to the collector that the environment names, the last ones when they stop', async () => {
  await orderTraced();
  const { url, headers } = collector.requests[0] as Request;
  expect([url, headers['content-type']]).toEqual(['/v1/traces', 'application/x-protobuf']);
  expect(spansOf('api', 'POST /api/orders')).toBe(true);
  expect(spansOf('order-processor', 'process orders')).toBe(true);
});

it('heeds what a .env file says, to the collector and to the SDK', async () => {
  const root = await mkdtemp(join(tmpdir(), 'traced-'));
  await mkdir(join(root, 'dist'));
  await symlink(resolve(__dirname, '../dist/apps'), join(root, 'dist/apps'));
  await writeFile(join(root, 'dist/.env'), `OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}\nOTEL_SERVICE_NAME=shop\n`);
  const system = await RunningSystem.start({ launch: () => ({ root }) });
  await system.visitor().get('/api/orders', { traceparent });
  await system.stop();
  await rm(root, { recursive: true });
  expect(spansOf('shop', 'GET /api/orders')).toBe(true);
});

it('serves, decides and stops as always when the collector is away, and says that it is', async () => {
  await collector.stop();
  await orderTraced({ OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_EXPORTER_OTLP_TIMEOUT: '500' }, ({ processes }) =>
    eventually(async () => processes.forEach(({ output }) => expect(output).toContain('ECONNREFUSED'))),
  );
});

/** Whether a collector was told of such a span of that app in our trace. */
function spansOf(service: string, name: string): boolean {
  const trace = Buffer.from(traceId, 'hex');
  return collector.requests.some(({ body }) => [trace, `service.name\x12${textField(service)}`, name].every((part) => body.includes(part)));
}

/** A text as `AnyValue` in protobuf: the lengths stand before it. */
function textField(text: string): string {
  return String.fromCharCode(text.length + 2, 0x0a, text.length) + text;
}

async function orderTraced(environment: Record<string, string> = {}, seen: (system: RunningSystem) => Promise<unknown> = async () => undefined): Promise<void> {
  const system = await RunningSystem.start({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...environment } });
  const admin = await system.admin();
  await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 100, currency: 'EUR', onHand: 10 });
  const customer = await system.customer();
  const { body } = await customer.place([{ sku: 'TEA', quantity: 1 }], { traceparent });
  expect((await customer.decided(String(body.id))).status).toBe('CONFIRMED');
  await seen(system);
  await system.stop();
  expect(system.processes.map(({ output }) => output.includes('did not stop in time'))).toEqual([false, false]);
}
