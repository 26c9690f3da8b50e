import { InMemorySpanExporter, ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { spansThrough, Traces, traceRequests } from '@app/platform';

/** A span's name, and those it caused, by name. */
export interface Branch {
  readonly name: string;
  readonly causes: readonly Branch[];
}

/** The spans of all apps that were given it, in memory. */
export class SpanTree {
  private readonly exporter = new InMemorySpanExporter();

  /** What an app is extended with to be traced. */
  readonly traced = async (app: NestFastifyApplication): Promise<void> => {
    const traces = app.get(Traces, { strict: false });
    traces.exportTo(await spansThrough(new SimpleSpanProcessor(this.exporter), 'test'));
    traceRequests(app.getHttpAdapter().getInstance(), traces);
  };

  spansOf(traceId: string): readonly ReadableSpan[] {
    return this.exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
  }

  /** What a span caused in its trace, all the way down. */
  causedBy(traceId: string, parentId: string): readonly Branch[] {
    return this.spansOf(traceId)
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parentId)
      .map((span) => ({ name: span.name, causes: this.causedBy(traceId, span.spanContext().spanId) }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}
