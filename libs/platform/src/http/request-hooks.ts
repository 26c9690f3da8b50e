import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@app/contracts';
import { Logger } from 'pino';
import { withRequestId } from '../logging/request-context';

const deepestBody = 20;

/** What happens around every request: its id goes out and into the log, absurdly nested bodies are refused. */
export function addRequestHooks(adapter: FastifyAdapter, log: Logger): void {
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    withRequestId(request.id, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    done(depthExceeds(request.body, deepestBody) ? tooDeep() : undefined);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const [path] = request.url.split('?');
    const fields = { method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    log[path?.startsWith('/health') ? 'debug' : 'info']({ ...fields, requestId: request.id }, 'Request');
    done();
  });
}

/** Level by level, not by recursion: the deepest body must not exhaust the stack here either. */
function depthExceeds(body: unknown, limit: number): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) {
      return true;
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

function tooDeep(): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: 'body_too_deep',
    message: `The body is nested more than ${deepestBody} levels deep.`,
  });
}
