import { once } from 'node:events';
import { connect } from 'node:net';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { fastify, FastifyInstance } from 'fastify';
import { eventually } from '../../../../test/support/eventually';
import { OpenTelemetrySpans } from './opentelemetry-spans';
import { traceRequests } from './trace-requests';
import { Traces } from './traces';

let app: FastifyInstance;
let exporter: InMemorySpanExporter;

beforeEach(async () => {
  exporter = new InMemorySpanExporter();
  const traces = new Traces();
  traces.exportTo(new OpenTelemetrySpans('api', new SimpleSpanProcessor(exporter)));
  app = fastify();
  traceRequests(app, traces);
});
afterEach(() => app.close());

describe('the span of a request', () => {
  it('tells route and status, and of a failure that it is one', async () => {
    app.get('/orders/:id', async (_request, reply) => reply.code(200).send('{}'));
    app.get('/fails', async (_request, reply) => reply.code(503).send('{}'));
    const url = await app.listen({ port: 0 });
    await fetch(`${url}/orders/1`);
    await fetch(`${url}/fails`);
    await eventually(async () => expect(spans()).toHaveLength(2));
    expect(spans()).toMatchObject([
      { name: 'GET /orders/:id', status: { code: 0 }, attributes: { 'http.route': '/orders/:id', 'http.response.status_code': 200 } },
      { name: 'GET /fails', status: { code: 2, message: 'HTTP 503' } },
    ]);
  });

  it('ends also where the client goes away before it is answered', async () => {
    const gone = new Promise<void>((resolve) => {
      app.get('/slow', (_request, reply) => {
        reply.raw.once('close', () => setImmediate(resolve));
        client.destroy();
      });
    });
    await app.listen({ port: 0 });
    const client = connect(app.addresses()[0]?.port ?? 0, '127.0.0.1');
    await once(client, 'connect');
    client.write('GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await gone;
    expect(spans()).toMatchObject([{ name: 'GET /slow', status: { code: 2, message: 'The client went away.' } }]);
  });

  it('is left out of what machines ask every few seconds', async () => {
    app.get('/health/live', async () => ({}));
    await fetch(`${await app.listen({ port: 0 })}/health/live`);
    expect(spans()).toEqual([]);
  });
});

function spans() {
  return exporter.getFinishedSpans();
}
