import { ArgumentsHost, Catch, ExceptionFilter, Logger } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { FastifyReply, FastifyRequest } from 'fastify';
import { setLimitHeaders } from '../throttling/limit-headers';
import { problemOf } from './problem';
import { sendProblem } from './send-problem';

const retryAfterSeconds = '2';

/** Answers every error that reaches Nest with `application/problem+json`, RFC 9457. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status === 500) {
      this.logger.error({ requestId: request.id }, 'A request failed', error);
    } else if (problem.status === 503) {
      this.logger.warn({ requestId: request.id }, `A request could not be served: ${String(error)}`);
      reply.header('retry-after', retryAfterSeconds);
    } else if (problem.status === 401) {
      reply.header('www-authenticate', 'Bearer');
    }
    if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
      sayWhenToRetry(error, error.retryAfterSeconds, reply);
    }
    sendProblem(problem, request, reply);
  }
}

function sayWhenToRetry({ limitHit }: DomainError, seconds: number, reply: FastifyReply): void {
  reply.header('retry-after', seconds);
  if (limitHit) {
    setLimitHeaders(reply, limitHit, seconds);
  }
}
