import { ROOT_CONTEXT, SpanKind, SpanStatusCode, Span as OpenTelemetrySpan, trace, Tracer } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { failureReasonOf } from '../logging/failure-reason';
import { Span, SpanAttributes, SpanSource, SpanStart } from './span';

const kinds = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT } as const;

/** Spans of OpenTelemetry's SDK, which heeds its own variables: `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME` and the like. */
export class OpenTelemetrySpans implements SpanSource {
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;

  /** @param service What the process is called unless `OTEL_SERVICE_NAME` says otherwise. */
  constructor(service: string, processor: SpanProcessor) {
    const resource = defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service }))
      .merge(detectResources({ detectors: [envDetector] }));
    this.provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
    this.tracer = this.provider.getTracer('order-processing');
  }

  start({ name, kind, parent, attributes }: SpanStart): Span {
    const cause = parent === undefined ? null : parseTraceParent(parent);
    const context = cause ? trace.setSpanContext(ROOT_CONTEXT, { ...cause, isRemote: true }) : ROOT_CONTEXT;
    return new ExportedSpan(this.tracer.startSpan(name, { kind: kinds[kind], ...(attributes && { attributes }) }, context));
  }

  shutdown(): Promise<void> {
    return this.provider.shutdown();
  }
}

class ExportedSpan implements Span {
  readonly traceparent: string;

  constructor(private readonly span: OpenTelemetrySpan) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  set(attributes: SpanAttributes): void {
    this.span.setAttributes(attributes);
  }

  fail(error: unknown): void {
    this.span.setAttribute('error.type', error instanceof Error ? error.name : 'Error');
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: typeof error === 'string' ? error : failureReasonOf(error) });
  }

  end(): void {
    this.span.end();
  }
}
