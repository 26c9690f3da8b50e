import { LimitHit } from '@app/contracts';
import { FastifyReply } from 'fastify';

/** Tells a caller how often they may come, in the headers of draft-ietf-httpapi-ratelimit-headers-06; a reset in whole seconds. */
export function setLimitHeaders(reply: FastifyReply, { limit, windowSeconds, remaining }: LimitHit, resetSeconds: number): void {
  void reply
    .header('ratelimit-limit', limit)
    .header('ratelimit-remaining', remaining)
    .header('ratelimit-reset', resetSeconds)
    .header('ratelimit-policy', `${limit};w=${windowSeconds}`);
}
