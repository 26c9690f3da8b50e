import { UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@app/contracts';
import { FastifyRequest } from 'fastify';
import { Logger } from 'pino';
import { whenEnded } from './when-ended';

type Nested = Record<string, unknown>;

const deepestBody = 20;
/** Checking a value costs about as much as receiving a thousand bytes; the largest order has some three hundred. */
const mostValues = 500;
/** Of a path; ours are shorter. */
const longestLogged = 300;
/** Every few seconds, by whatever looks after the process. */
const askedByMachines = /^\/(health|metrics)/;
const otherCharset = /;\s*charset\s*=(?!\s*"?utf-?8"?\s*(?:;|$))/i;

/**
 * What happens around every request: it goes into the log; bodies that are packed or in another charset than
 * UTF-8, nested absurdly, made of very many values, or with fields named as every object's own, are refused.
 */
export function addRequestHooks(adapter: FastifyAdapter, log: Logger): void {
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isReadable(request) ? undefined : new UnsupportedMediaTypeException());
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    done(refusalOf(request.body));
  });
  whenEnded(fastify, (request, reply, isAnswered) => {
    const { id: requestId, method, url } = request;
    const outcome = isAnswered ? { status: reply.statusCode } : { isAborted: true };
    const fields = { requestId, method, path: pathOf(url), ...outcome, ms: Math.round(reply.elapsedTime) };
    log[isAskedByMachine(url) ? 'debug' : 'info'](fields, 'Request');
  });
}

/** Whether a request is one of those that come every few seconds, whatever customers do. */
export function isAskedByMachine(url: string): boolean {
  return askedByMachines.test(url);
}

/** Nothing is unpacked here, so that nothing can grow by being unpacked; other charsets would be read as UTF-8 all the same. */
function isReadable({ headers: { 'content-encoding': coding = 'identity', 'content-type': type = '' } }: FastifyRequest): boolean {
  return coding.toLowerCase() === 'identity' && (type === 'application/json' || !otherCharset.test(type));
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return url.slice(0, Math.min(longestLogged, end < 0 ? longestLogged : end));
}

/** Level by level, not by recursion: the deepest body must not exhaust the stack here either. Plain loops: every order passes here. */
function refusalOf(body: unknown): DomainError | undefined {
  let level = isNested(body) ? [body] : [];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner: Nested[] = [];
    for (const parent of level) {
      for (const name in parent) {
        count += 1;
        if (count > mostValues || depth >= deepestBody || name in Object.prototype) {
          return refusal(name, depth);
        }
        const value = parent[name];
        if (isNested(value)) {
          inner.push(value);
        }
      }
    }
    level = inner;
  }
  return undefined;
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null;
}

/** What validates and transforms bodies would take a field named like this for the object's own, or pass over it in silence. */
function refusal(name: string, depth: number): DomainError {
  if (name in Object.prototype) {
    return invalid('malformed_request', 'No field of the body may be called "constructor", "toString" or the like.');
  }
  return depth >= deepestBody
    ? invalid('body_too_deep', `The body is nested more than ${deepestBody} levels deep.`)
    : invalid('too_many_values', `The body holds more than ${mostValues} values.`);
}

function invalid(code: string, message: string): DomainError {
  return new DomainError({ kind: 'invalid', code, message });
}
