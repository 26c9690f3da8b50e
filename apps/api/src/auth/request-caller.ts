import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { Caller } from '@app/auth';
import { FastifyRequest } from 'fastify';

/** Enough to tell devices apart in the list of sessions. */
const userAgentLength = 200;
/** Node lets the control characters of Latin-1 pass, to which terminals listen. */
const unprintable = /[^\x20-\x7e\xa0-\xff]/g;

/** Where a request comes from. */
export const RequestCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { ip: address, id: requestId, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { address, requestId, userAgent: headers['user-agent']?.replace(unprintable, '').slice(0, userAgentLength) };
});
