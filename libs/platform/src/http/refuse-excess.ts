import { IncomingMessage } from 'node:http';
import { HttpException } from '@nestjs/common';
import { FastifyInstance } from 'fastify';

const mostHeaders = 100;
const longestUrl = 2048;
/** An access token has some 300 characters. */
const longestAuthorization = 4096;
const wellFormedHost = /^[\w.~!$&'()*+,;=%:[\]-]*$/;

/** Refuses, before anything looks into them, requests with more than anybody needs, and those that name no sound host. */
export function refuseExcess(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const status = refusalOf(raw);
    done(status === undefined ? undefined : new HttpException('Refused', status));
  });
}

function refusalOf({ url = '', rawHeaders, headers, httpVersionMinor }: IncomingMessage): number | undefined {
  const { host, authorization = '' } = headers;
  if (url.length > longestUrl) {
    return 414;
  }
  // Names and values in turns.
  if (rawHeaders.length > 2 * mostHeaders || authorization.length > longestAuthorization) {
    return 431;
  }
  // RFC 9112, section 3.2: HTTP/1.0 alone may leave it out.
  return wellFormedHost.test(host ?? (httpVersionMinor === 0 ? '' : '/')) ? undefined : 400;
}
