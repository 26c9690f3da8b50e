import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@app/contracts';
import { Logger } from 'pino';

const deepestBody = 20;

/** What happens around every request: its id goes out and into the log; bodies nested absurdly, or that name a constructor, are refused. */
export function addRequestHooks(adapter: FastifyAdapter, log: Logger): void {
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    done(refusalOf(request.body));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method, url } = request;
    const fields = { requestId, method, path: pathOf(url), status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    log[url.startsWith('/health') ? 'debug' : 'info'](fields, 'Request');
    done();
  });
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

/** Level by level, not by recursion: the deepest body must not exhaust the stack here either. */
function refusalOf(body: unknown): DomainError | undefined {
  let level = [body].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= deepestBody && level.some((value) => Object.keys(value).length > 0)) {
      return tooDeep();
    }
    // class-transformer takes it for the value's class, and fails.
    if (level.some((value) => Object.hasOwn(value, 'constructor'))) {
      return constructorNamed();
    }
    level = nestedIn(level);
  }
  return undefined;
}

function nestedIn(values: readonly object[]): object[] {
  const nested: object[] = [];
  for (const value of values) {
    for (const inner of Object.values(value)) {
      if (isNested(inner)) {
        nested.push(inner);
      }
    }
  }
  return nested;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function constructorNamed(): DomainError {
  return new DomainError({ kind: 'invalid', code: 'malformed_request', message: 'No field of the body may be called "constructor".' });
}

function tooDeep(): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'body_too_deep',
    message: `The body is nested more than ${deepestBody} levels deep.`,
  });
}
