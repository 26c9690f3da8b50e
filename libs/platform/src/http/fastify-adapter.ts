import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { answerUnreadable } from './answer-unreadable';
import { closeWhenAnswered } from './close-when-answered';
import { problemOf } from './problem';
import { sendProblem } from './send-problem';

const bodyLimitBytes = 64 * 1024;
const saneRequestId = /^[\w.:/+=-]{1,128}$/;

/** Fastify with limits on everything a client could otherwise send without end. Only JSON bodies are read. */
export function createFastifyAdapter({ TRUST_PROXY }: Config): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: false,
    return503OnClosing: false,
    trustProxy: TRUST_PROXY ?? false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    genReqId: requestIdOf,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problemOf(error), request, reply),
    clientErrorHandler: answerUnreadable,
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  closeWhenAnswered(adapter.getInstance());
  return adapter;
}

/** The caller's `X-Request-Id` if it is sane, else a new one. */
function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID();
}
