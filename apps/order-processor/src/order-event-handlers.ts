import { ScopeOptions, Type } from '@nestjs/common';
import { SCOPE_OPTIONS_METADATA } from '@nestjs/common/constants';
import { DomainError, OrderEvent, OrderEventType } from '@app/contracts';
import { OrderEventMethod, orderEventMethodsOf } from '@app/messaging';
import { Histogram, MetricFamily, Metrics, shortTimes, UnderWay, within } from '@app/platform';

const longestName = 128;
/** Well below the time for which a received call is hidden from others. */
const patienceMs = 45_000;
/** As many as all receivers of a process bring at a time. */
const mostAtOnce = 200;
const callTimes = [...shortTimes, 20, 45];
const outcomes = ['done', 'failed'] as const;

type Methods = Record<string, (event: OrderEvent) => unknown>;

interface Handler {
  readonly types: readonly OrderEventType[];
  readonly tell: (event: OrderEvent) => Promise<unknown>;
  readonly calls: Readonly<Record<(typeof outcomes)[number], Histogram>>;
}

/** The methods of a shop's own classes that `@OnOrderEvent` stands on, by their names. */
export class OrderEventHandlers {
  private readonly handlers = new Map<string, Handler>();
  private readonly underWay = new UnderWay<string>();
  private readonly putOffs = new Map<string, number>();
  private readonly calls: MetricFamily<Histogram>;

  /** @throws Error when an object has no handler, or two handlers share a name. */
  constructor(instances: readonly object[], metrics: Metrics) {
    const help = "How long a shop's own handler took for an event, by what came of it.";
    this.calls = metrics.histograms('order_event_handler_seconds', help, callTimes);
    instances.forEach((instance) => this.register(instance as Methods));
  }

  /** Who is to be told of events of this type. */
  namesFor(type: OrderEventType): string[] {
    return [...this.handlers].filter(([, { types }]) => types.includes(type)).map(([name]) => name);
  }

  /** Whether the handler has so many calls in hand that one more would take the place of other handlers' calls. */
  isBusy(name: string): boolean {
    return this.underWay.of(name) >= mostAtOnce;
  }

  /** How many calls of a busy handler were put off, this one included, since it was done with one. */
  putOff(name: string): number {
    const count = (this.putOffs.get(name) ?? 0) + 1;
    this.putOffs.set(name, count);
    return count;
  }

  /**
   * Resolves when the handler is done with the event.
   *
   * @throws DomainError `handler_unknown` (unavailable) when there is none of this name, which after a deploy another
   *   process may have; `handler_too_slow` (unavailable) after 45 seconds, without an end to the call; else what the
   *   handler throws.
   */
  async tell(name: string, event: OrderEvent): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) {
      throw new DomainError({ kind: 'unavailable', code: 'handler_unknown', message: `There is no handler ${name} here.` });
    }
    const begun = performance.now();
    let outcome: (typeof outcomes)[number] = 'failed';
    try {
      await this.underWay.during(name, () => within(patienceMs, handler.tell(event), () => tooSlow(name)));
      outcome = 'done';
      this.putOffs.delete(name);
    } finally {
      handler.calls[outcome].observe((performance.now() - begun) / 1000);
    }
  }

  private register(instance: Methods): void {
    const type = instance.constructor as Type;
    const methods = orderEventMethodsOf(type);
    if (methods.length === 0) {
      throw new Error(`${type.name} is named among the handlers, but has no method with @OnOrderEvent.`);
    }
    methods.forEach((method) => this.add(method, async (event) => instance[method.method]?.(event)));
  }

  private add({ name, types }: OrderEventMethod, tell: Handler['tell']): void {
    if (name.length === 0 || name.length > longestName) {
      throw new Error(`A handler's name has 1 to ${longestName} characters: ${name}`);
    }
    if (this.handlers.has(name)) {
      throw new Error(`There are two handlers of order events named ${name}. Give one of them another: @OnOrderEvent(…, { name }).`);
    }
    this.handlers.set(name, { types, tell, calls: this.calls.each('outcome', outcomes, { handler: name }) });
  }
}

/** @throws Error when a class is made for each request or injection: no request calls it, and Nest would make none. */
export function assertUnscoped(rules: readonly Type[]): void {
  for (const type of rules) {
    const { scope } = (Reflect.getMetadata(SCOPE_OPTIONS_METADATA, type) ?? {}) as ScopeOptions;
    if (scope) {
      throw new Error(`${type.name} has a scope, but the rules of an order processor live as long as their process. Take its scope away.`);
    }
  }
}

function tooSlow(name: string): DomainError {
  const message = `${name} did not end within ${patienceMs / 1000} seconds.`;
  return new DomainError({ kind: 'unavailable', code: 'handler_too_slow', message });
}
