/** On whose side of a call it is timed, as OpenTelemetry names it. */
export type SpanKind = 'server' | 'producer' | 'consumer' | 'client';

/** Named as OpenTelemetry's semantic conventions do, where they have a name. Nothing in them tells who a customer is. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  /** The `traceparent` of what caused it. Without one, or if it is none, a trace begins. */
  readonly parent?: string;
  readonly attributes?: SpanAttributes;
}

/** A piece of work in a trace, from its start until `end`. */
export interface Span {
  /** What is caused by it names it as its parent: https://www.w3.org/TR/trace-context/. Absent while traces are off. */
  readonly traceparent?: string;
  set(attributes: SpanAttributes): void;
  /** Marks it as failed, with a reason in one line that holds no addresses; it has to be ended all the same. */
  fail(error: unknown): void;
  end(): void;
}

/** What begins spans, and brings them where they are looked at. */
export interface SpanSource {
  start(what: SpanStart): Span;
  /** Resolves once what ended is exported. */
  shutdown(): Promise<void>;
}

/** In place of all spans while traces are off. */
export const noSpan: Span = {
  set: () => undefined,
  fail: () => undefined,
  end: () => undefined,
};
