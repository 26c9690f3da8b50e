import { FastifyInstance } from 'fastify';

const betweenLooksMs = 100;

/** While a server closes: ends each kept-alive connection once its last request is answered, and none before. */
export function closeConnectionsAsTheyIdle(this: FastifyInstance, done: () => void): void {
  const { server } = this;
  const timer = setInterval(() => server.closeIdleConnections(), betweenLooksMs);
  server.once('close', () => clearInterval(timer));
  done();
}
