import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Tells of each request once: when its answer is out, also of those that an earlier hook refused, or when its client went away
 * before the end of it. Add it before the routes.
 */
export function whenEnded(fastify: FastifyInstance, tell: (request: FastifyRequest, reply: FastifyReply, isAnswered: boolean) => void): void {
  const answered = new WeakSet<FastifyRequest>();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => answered.has(request) || tell(request, reply, false));
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    answered.add(request);
    tell(request, reply, true);
    done();
  });
}
