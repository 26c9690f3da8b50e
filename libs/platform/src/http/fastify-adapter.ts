import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerOptions } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { answerUnreadable } from './answer-unreadable';
import { closeWhenAnswered } from './close-when-answered';
import { guardConnections } from './guard-connections';
import { HttpLimits, httpLimits } from './http-limits';
import { OpenRequests } from './open-requests';
import { problemOf } from './problem';
import { refuseExcess } from './refuse-excess';
import { SecuredResponse } from './security-headers';
import { sendProblem } from './send-problem';

const bodyLimitBytes = 64 * 1024;
const headersLimitBytes = 16 * 1024;
const saneRequestId = /^[\w.:/+=-]{1,128}$/;

/** Fastify with limits on everything a client could otherwise send, or take, without end. Only JSON bodies are read. */
export function createFastifyAdapter({ TRUST_PROXY }: Config, limits: HttpLimits = httpLimits): FastifyAdapter {
  const requests = new OpenRequests();
  const adapter = new FastifyAdapter({
    http: serverOptions(limits),
    bodyLimit: bodyLimitBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.unreadMs,
    keepAliveTimeout: limits.idleMs,
    forceCloseConnections: false,
    return503OnClosing: false,
    trustProxy: TRUST_PROXY ?? false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    genReqId: requestIdOf,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problemOf(error), request, reply),
    // Else its words would be taken for the answer to another request.
    clientErrorHandler: (error, socket) => (requests.isQuiet(socket) ? answerUnreadable(error, socket) : socket.destroy()),
  });
  // Before all other hooks: of those that Nest adds, one answers preflights.
  adapter.setOnRequestHook((request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  guardConnections(fastify, requests, limits);
  refuseExcess(fastify);
  closeWhenAnswered(fastify, requests);
  return adapter;
}

/** Node looks at its clocks often enough for the limits to mean what they say. */
function serverOptions({ headersMs, requestMs }: HttpLimits): ServerOptions {
  return {
    ServerResponse: SecuredResponse,
    maxHeaderSize: headersLimitBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: headersMs / 10,
    insecureHTTPParser: false,
    // We refuse it ourselves, with words.
    requireHostHeader: false,
  };
}

/** The caller's `X-Request-Id` if it is sane, else a new one. */
function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID();
}
