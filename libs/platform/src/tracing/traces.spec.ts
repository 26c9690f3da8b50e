import { Logger } from '@nestjs/common';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetrySpans } from './opentelemetry-spans';
import { noSpan } from './span';
import { Traces } from './traces';

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const what = { name: 'process orders', kind: 'consumer' } as const;

describe('traces that are off', () => {
  it('give no traceparent to hand on, whatever came in', async () => {
    const traces = new Traces();
    expect(traces.start({ ...what, parent: `00-${traceId}-${spanId}-01` })).toBe(noSpan);
    await expect(traces.during(what, async (span) => span.traceparent)).resolves.toBeUndefined();
    await expect(traces.onApplicationShutdown()).resolves.toBeUndefined();
  });
});

describe('traces that are on', () => {
  let exporter: InMemorySpanExporter;
  let traces: Traces;

  beforeEach(() => {
    exporter = new InMemorySpanExporter();
    traces = new Traces();
    traces.exportTo(new OpenTelemetrySpans('api', new SimpleSpanProcessor(exporter)));
  });

  it('go on where the parent is', () => {
    const span = traces.start({ ...what, parent: `00-${traceId}-${spanId}-01`, attributes: { 'order.id': '1' } });
    expect(span.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    span.end();
    expect(exporter.getFinishedSpans()).toMatchObject([{ name: 'process orders', parentSpanContext: { traceId, spanId }, attributes: { 'order.id': '1' } }]);
  });

  it.each(['', 'nonsense', `00-${'0'.repeat(32)}-${spanId}-01`, `00-${traceId}-${'0'.repeat(16)}-01`, `ff-${traceId}-${spanId}-01`])(
    'begin anew where the parent is %p',
    (parent) => {
      expect(traces.start({ ...what, parent }).traceparent).not.toContain(traceId);
    },
  );

  it('leave out what their caller does not sample, and say so to those who come after', () => {
    const span = traces.start({ ...what, parent: `00-${traceId}-${spanId}-00` });
    span.end();
    expect(span.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  it('tell what kept the work from being done', async () => {
    await expect(traces.during(what, () => Promise.reject(new Error('No stock.')))).rejects.toThrow('No stock.');
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 2, message: 'Error: No stock.' }, attributes: { 'error.type': 'Error' } });
  });

  it('bring no address of a customer to the collector, though an error quotes it', async () => {
    const refusal = () => Promise.reject(new Error('Not verified: ada@example.com\nPOST / for ada@example.com'));
    await expect(traces.during(what, refusal)).rejects.toThrow();
    const [span] = exporter.getFinishedSpans();
    expect(span?.status.message).toBe('Error: Not verified: (address)');
    expect(span?.events).toEqual([]);
  });

  it('bring out their last spans before the process ends', async () => {
    const source = { start: () => noSpan, shutdown: jest.fn(async () => undefined) };
    traces.exportTo(source);
    await traces.onApplicationShutdown();
    expect(source.shutdown).toHaveBeenCalledTimes(1);
  });

  it('end a process well though the collector refuses the last of them', async () => {
    Logger.overrideLogger(false);
    traces.exportTo({ start: () => noSpan, shutdown: () => Promise.reject(new Error('Unauthorized')) });
    await expect(traces.onApplicationShutdown()).resolves.toBeUndefined();
  });

  it('are called as their process is, unless the environment says otherwise', () => {
    process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=staging';
    const renamed = new OpenTelemetrySpans('api', new SimpleSpanProcessor(exporter));
    delete process.env.OTEL_RESOURCE_ATTRIBUTES;
    traces.start(what).end();
    renamed.start(what).end();
    expect(exporter.getFinishedSpans().map(({ resource }) => resource.attributes)).toMatchObject([
      { 'service.name': 'api' },
      { 'service.name': 'api', 'deployment.environment.name': 'staging' },
    ]);
  });
});
