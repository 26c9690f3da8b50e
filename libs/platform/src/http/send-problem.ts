import { Socket } from 'node:net';
import { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as newId } from 'uuid';
import { Problem, problemOf } from './problem';

const mediaType = 'application/problem+json';

/** Answers a request with a problem that names the request. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(problem.status)
    .headers({ 'x-request-id': request.id, 'content-type': mediaType })
    .send({ ...problem, requestId: request.id });
}

/** Answers what is no HTTP request at all, or one with headers beyond measure, and ends the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = newId();
  const problem = problemOf({ statusCode: error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400 });
  const body = JSON.stringify({ ...problem, requestId });
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${mediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
