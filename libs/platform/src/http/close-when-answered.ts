import { FastifyInstance } from 'fastify';

const betweenLooksMs = 100;

/**
 * When the server closes, every request it took is answered first; then all connections are ended, also those that
 * never sent a whole request and would keep the server open for ever.
 */
export function closeWhenAnswered(fastify: FastifyInstance): void {
  let unanswered = 0;
  const ended = () => {
    unanswered -= 1;
  };
  fastify.addHook('onRequest', (_request, reply, done) => {
    unanswered += 1;
    reply.raw.on('close', ended);
    done();
  });
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    const timer = setInterval(() => unanswered === 0 && server.closeAllConnections(), betweenLooksMs);
    server.once('close', () => clearInterval(timer));
    done();
  });
}
