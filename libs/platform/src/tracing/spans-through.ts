import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { SpanSource } from './span';

/** Spans for `Traces.exportTo` that go through a processor of OpenTelemetry's, for tests and exporters of your own. Loads its SDK only when it is called. */
export async function spansThrough(processor: SpanProcessor, service: string): Promise<SpanSource> {
  const { OpenTelemetrySpans } = await import('./opentelemetry-spans');
  return new OpenTelemetrySpans(service, processor);
}
