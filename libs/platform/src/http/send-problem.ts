import { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

/** Answers a request with a problem that names the request. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(problem.status)
    .headers({ 'x-request-id': request.id, 'content-type': 'application/problem+json' })
    .send({ ...problem, requestId: request.id });
}
