import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { atMost } from '../lifecycle/at-most';
import { failureReasonOf } from '../logging/failure-reason';
import { noSpan, Span, SpanSource, SpanStart } from './span';

/** A collector that does not answer must not keep a process from ending. */
const patienceMs = 2000;

/**
 * Where the time of an order goes, from the request to the e-mail. Off, and next to free, until `exportTo` is called.
 * A span is handed on by its `traceparent`, beside the request's id, and never found by itself: decision 11.
 */
@Injectable()
export class Traces implements OnApplicationShutdown {
  private readonly logger = new Logger(Traces.name);
  private source: SpanSource | undefined;

  /** Turns traces on. */
  exportTo(source: SpanSource): void {
    this.source = source;
  }

  start(what: SpanStart): Span {
    return this.source?.start(what) ?? noSpan;
  }

  /** A span around the work, failed if the work throws. */
  async during<T>(what: SpanStart, work: (span: Span) => Promise<T>): Promise<T> {
    const span = this.start(what);
    try {
      return await work(span);
    } catch (error) {
      span.fail(error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** After everything else has stopped: its last spans go out, too. */
  async onApplicationShutdown(): Promise<void> {
    await atMost(patienceMs, this.bringOutTheLast());
  }

  private async bringOutTheLast(): Promise<void> {
    try {
      await this.source?.shutdown();
    } catch (error) {
      this.logger.warn(`The last spans did not come to the collector: ${failureReasonOf(error)}`);
    }
  }
}
