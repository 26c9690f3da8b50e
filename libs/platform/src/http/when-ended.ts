import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Tells of each request once, when its answer is out or its client went away before the end of it. Add it before the routes. */
export function whenEnded(fastify: FastifyInstance, tell: (request: FastifyRequest, reply: FastifyReply, isAnswered: boolean) => void): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => tell(request, reply, reply.raw.writableEnded));
    done();
  });
  // Without such a hook Fastify does not time its answers.
  fastify.addHook('onResponse', (_request, _reply, done) => done());
}
