import { Guard } from '../guard';

const requestsSpec = 'libs/platform/src/metrics/measure-requests.spec.ts';
const metricsSpec = 'libs/platform/src/metrics/metrics.spec.ts';
const page = 'libs/platform/src/metrics/metrics-page.ts';
const readings = 'libs/platform/src/metrics/gauge-readings.ts';

/** Metrics tell operators what they must know, strangers nothing, and cost the system next to nothing. */
export const metricsGuards: readonly Guard[] = [
  {
    name: 'metrics are for who sends their token',
    protects: 'Everybody reads how the shop goes, whatever the operator set.',
    file: page,
    remove: 'if (this.expected && !timingSafeEqual(digestOf(authorization), this.expected)) {',
    replacement: 'if (this.expected && authorization === undefined) {',
    test: { path: 'libs/platform/src/metrics/metrics-page.spec.ts', name: 'are for nobody else' },
  },
  {
    name: 'what no route takes has one name',
    protects: 'Whoever asks for addresses that do not exist fills the memory of the apps and of Prometheus.',
    file: 'libs/platform/src/metrics/measure-requests.ts',
    remove: 'function routeOf({ method, routeOptions: { url } }: FastifyRequest): MeasuredRoute {',
    replacement: 'function routeOf({ method, url }: Pick<FastifyRequest, "method"> & { url?: string }): MeasuredRoute {',
    test: { path: requestsSpec, name: 'under one name when no route takes them' },
  },
  {
    name: 'a source that is away fails no scrape',
    protects: 'While the database is away there are no metrics at all.',
    file: readings,
    remove: 'this.tellOnce(error);',
    replacement: 'if (error) {\n        throw error;\n      }',
    test: { path: metricsSpec, name: 'are left out while their source is away' },
  },
  {
    name: 'scrapers share what was read',
    protects: 'The more scrape, the more is asked of a database that may be struggling.',
    file: readings,
    remove: 'if (performance.now() - this.endedAt >= freshMs) {',
    replacement: 'if (performance.now() - this.endedAt >= 0) {',
    test: { path: metricsSpec, name: 'are asked for once in five seconds' },
  },
  {
    name: 'a source that owes its answer is not asked again',
    protects: 'Each scrape leaves one more query with a database that does not answer.',
    file: readings,
    remove: 'this.answer ??= this.source.read()',
    replacement: 'this.answer = this.source.read()',
    test: { path: metricsSpec, name: 'are not asked for again before they have answered' },
  },
  {
    name: 'webhooks that wait are counted along an index',
    protects: 'Every scrape reads all that webhooks were ever told.',
    file: 'libs/webhooks/src/mongo/webhook-backlog.ts',
    remove: '.hint(waitingIndex)',
    replacement: '.option(waitingIndex ? {} : {})',
    test: { path: 'libs/webhooks/src/mongo/webhook-backlog.int-spec.ts', name: 'reads what waits and nothing else' },
  },
  {
    name: 'metrics: what is refused at once is counted',
    protects: 'A flood of refused requests is neither counted nor logged.',
    file: 'libs/platform/src/http/when-ended.ts',
    remove: "fastify.addHook('onResponse', (request, reply, done) => {",
    replacement: "fastify.addHook('preHandler', (request, reply, done) => {",
    test: { path: 'libs/platform/src/metrics/measure-requests.spec.ts', name: 'also where they are refused before anything looks at them' },
  },
  {
    name: 'metrics: a client that went away is counted',
    protects: 'While clients give up one after the other, nothing shows that they do.',
    file: 'libs/platform/src/http/when-ended.ts',
    remove: "reply.raw.once('close',",
    replacement: "reply.raw.once('finish',",
    test: { path: 'libs/platform/src/metrics/measure-requests.spec.ts', name: 'also where the client went away before it was answered' },
  },
];
