import { Logger } from '@nestjs/common';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { shareWithLibraries } from '../config/load-config';
import { OpenTelemetrySpans } from './opentelemetry-spans';
import { SpanSource } from './span';

/**
 * Spans that go to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`, in batches. One that is away costs spans and log
 * lines, and nothing else. Imported only where traces are on.
 */
export function spansOverOtlp(service: string): SpanSource {
  shareWithLibraries('OTEL_');
  const logger = new Logger('OpenTelemetry');
  const warn = (message: string) => logger.warn(message);
  diag.setLogger({ error: warn, warn, info: warn, debug: warn, verbose: warn }, DiagLogLevel.WARN);
  return new OpenTelemetrySpans(service, new BatchSpanProcessor(new OTLPTraceExporter()));
}
