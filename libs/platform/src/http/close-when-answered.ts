import { FastifyInstance } from 'fastify';
import { OpenRequests } from './open-requests';

const betweenLooksMs = 100;

/**
 * When the server closes, every request it took is answered first; then all connections are ended, also those that
 * never sent a whole request and would keep the server open for ever.
 */
export function closeWhenAnswered(fastify: FastifyInstance, requests: OpenRequests): void {
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    const timer = setInterval(() => requests.count === 0 && server.closeAllConnections(), betweenLooksMs);
    server.once('close', () => clearInterval(timer));
    done();
  });
}
