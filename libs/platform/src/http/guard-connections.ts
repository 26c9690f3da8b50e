import { Socket } from 'node:net';
import { FastifyInstance } from 'fastify';
import { DomainError } from '@app/contracts';
import { HttpLimits } from './http-limits';
import { OpenRequests } from './open-requests';

type Limits = Pick<HttpLimits, 'unansweredRequests' | 'connections'>;

/**
 * Ends connections whose client leaves its answers unread or does nothing, refuses requests to clients that have too many
 * unanswered, and connections beyond the limit. A client that waits for its answer is never cut off, however long it takes.
 */
export function guardConnections(fastify: FastifyInstance, requests: OpenRequests, limits: Limits): void {
  const { server } = fastify;
  server.maxConnections = limits.connections;
  server.on('timeout', (connection: Socket) => {
    const isUnread = connection.writableLength > 0;
    if (isUnread || !requests.has(connection)) {
      connection.destroy();
    }
  });
  // A request can be served whatever else it expects. Node would refuse it, in an answer without a body.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    const isTooMuch = requests.add(raw, reply.raw) > limits.unansweredRequests;
    done(isTooMuch ? tooManyUnanswered(limits.unansweredRequests) : undefined);
  });
}

function tooManyUnanswered(limit: number): DomainError {
  return new DomainError({
    kind: 'too_many_requests',
    code: 'too_many_unanswered',
    message: 'This connection has too many requests that wait for their answers.',
    retryAfterSeconds: 1,
    limitHit: { limit, windowSeconds: 1, remaining: 0 },
  });
}
