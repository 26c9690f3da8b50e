import { ExecutionContext, Type } from '@nestjs/common';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** What the decorators of a route say, read once and not for every request. */
export class PerRoute<T> {
  private readonly known = new WeakMap<Type, WeakMap<Handler, { readonly said: T }>>();

  constructor(private readonly read: (targets: [Handler, Type]) => T) {}

  /** A handler may be inherited by several controllers, which may say different things. */
  of(context: ExecutionContext): T {
    const controller = context.getClass();
    const handler = context.getHandler();
    const known = this.known.get(controller)?.get(handler);
    return known ? known.said : this.learn(controller, handler);
  }

  private learn(controller: Type, handler: Handler): T {
    const routes = this.known.get(controller) ?? new WeakMap<Handler, { readonly said: T }>();
    const said = this.read([handler, controller]);
    this.known.set(controller, routes.set(handler, { said }));
    return said;
  }
}
