import { ServerResponse } from 'node:http';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { isAskedByMachine } from '../http/request-hooks';
import { whenEnded } from '../http/when-ended';
import { noSpan, Span } from './span';
import { Traces } from './traces';

const spans = new WeakMap<object, Span>();

/** A span around every request, in the trace that its `traceparent` header names. Add it before the routes, and only where traces are on. */
export function traceRequests(fastify: FastifyInstance, traces: Traces): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!isAskedByMachine(request.url)) {
      spans.set(request, begin(traces, request));
    }
    done();
  });
  whenEnded(fastify, (request, { raw }, isAnswered) => end(spans.get(request) ?? noSpan, raw, isAnswered));
}

/** Of the span around the request, for what the request causes; nothing while traces are off. */
export function traceparentOf(request: FastifyRequest): string | undefined {
  return spans.get(request)?.traceparent;
}

function end(span: Span, { statusCode, headersSent }: ServerResponse, isAnswered: boolean): void {
  if (headersSent) {
    span.set({ 'http.response.status_code': statusCode });
  }
  if (!isAnswered) {
    span.fail('The client went away.');
  } else if (statusCode >= 500) {
    span.fail(`HTTP ${statusCode}`);
  }
  span.end();
}

/** Named by the route's pattern: a name must not differ from order to order. */
function begin(traces: Traces, { id, method, headers, routeOptions: { url: route } }: FastifyRequest): Span {
  const { traceparent } = headers;
  return traces.start({
    name: route === undefined ? method : `${method} ${route}`,
    kind: 'server',
    ...(typeof traceparent === 'string' && { parent: traceparent }),
    attributes: { 'http.request.method': method, ...(route !== undefined && { 'http.route': route }), 'request.id': id },
  });
}
