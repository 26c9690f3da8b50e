import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { Caller } from '@app/auth';
import { FastifyRequest } from 'fastify';

/** Enough to tell devices apart in the list of sessions. */
const userAgentLength = 200;

/** Where a request comes from. */
export const RequestCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { ip: address, id: requestId, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { address, requestId, userAgent: headers['user-agent']?.slice(0, userAgentLength) };
});
