import { FastifyInstance, FastifyRequest } from 'fastify';
import { whenEnded } from '../http/when-ended';
import { Counter } from './counter';
import { Histogram, shortTimes } from './histogram';
import { Metrics } from './metrics';

/** Fastify answers with no other class of status. */
const statuses = ['2xx', '3xx', '4xx', '5xx', 'aborted'];

interface MeasuredRoute {
  readonly ends: ReadonlyMap<string, Counter>;
  readonly times: Histogram;
}

/**
 * Counts and times the requests of each route. A route is called by its pattern, and whatever no route takes by one name for
 * all: nobody who sends requests can make more series. Add it before the routes.
 */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counters('http_requests_total', 'Requests that ended, by route, method and the class of the status; aborted where the client went away.');
  const times = metrics.histograms('http_request_duration_seconds', 'From a request to the end of its answer.', shortTimes);
  const measured = (labels: { route: string; method: string }): MeasuredRoute => ({
    ends: new Map(statuses.map((status) => [status, requests.of({ ...labels, status })])),
    times: times.of(labels),
  });
  const unmatched = measured({ route: 'unmatched', method: 'any' });
  const routes = new Map<string, Map<string, MeasuredRoute>>();

  function routeOf({ method, routeOptions: { url } }: FastifyRequest): MeasuredRoute {
    if (url === undefined) {
      return unmatched;
    }
    const ofUrl = routes.get(url) ?? new Map<string, MeasuredRoute>();
    const route = ofUrl.get(method) ?? measured({ route: url, method });
    routes.set(url, ofUrl.set(method, route));
    return route;
  }

  whenEnded(fastify, (request, reply, isAnswered) => {
    const route = routeOf(request);
    const status = isAnswered ? `${Math.floor(reply.statusCode / 100)}xx` : 'aborted';
    route.ends.get(status)?.inc();
    route.times.observe(reply.elapsedTime / 1000);
  });
}
