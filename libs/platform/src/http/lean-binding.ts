import { AsyncResource } from 'node:async_hooks';

type Work = (...args: unknown[]) => unknown;

/**
 * Lets `AsyncResource.bind` do what it does since Node 22. That of Node 20 gives every function it binds two deprecated
 * accessors with prototypes of their own, which makes the code around it slow as well; Fastify binds one for every body.
 */
export function bindLeanly(): void {
  AsyncResource.prototype.bind = bind as typeof AsyncResource.prototype.bind;
}

function bind(this: AsyncResource, work: Work, thisArg?: unknown): Work {
  // The bound function has a `this` of its own.
  const resource = this;
  function bound(this: unknown, ...args: unknown[]): unknown {
    return resource.runInAsyncScope(work, thisArg === undefined ? this : thisArg, ...args);
  }
  return Object.defineProperty(bound, 'length', { value: work.length });
}
