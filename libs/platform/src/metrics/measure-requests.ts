import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter } from './counter';
import { Histogram, shortTimes } from './histogram';
import { Metrics } from './metrics';

/** The first digit of a status; Fastify answers with no other. */
const classes = [2, 3, 4, 5];

interface MeasuredRoute {
  readonly answers: ReadonlyMap<number, Counter>;
  readonly times: Histogram;
}

/**
 * Counts and times the requests of each route. A route is called by its pattern, and whatever no route takes by one name for
 * all: nobody who sends requests can make more series. Add it before the routes.
 */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counters('http_requests_total', 'Requests answered, by route, method and the class of the status.');
  const times = metrics.histograms('http_request_duration_seconds', 'From a request to the end of its answer.', shortTimes);
  const measured = (labels: { route: string; method: string }): MeasuredRoute => ({
    answers: new Map(classes.map((digit) => [digit, requests.of({ ...labels, status: `${digit}xx` })])),
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

  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const route = routeOf(request);
    route.answers.get(Math.floor(reply.statusCode / 100))?.inc();
    route.times.observe(reply.elapsedTime / 1000);
    done();
  });
}
