import { Type } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { createFastifyAdapter } from '../src/http/fastify-adapter';
import { HttpLimits, httpLimits } from '../src/http/http-limits';
import { ProblemFilter } from '../src/http/problem.filter';
import { addRequestHooks } from '../src/http/request-hooks';
import { measureRequests } from '../src/metrics/measure-requests';
import { Metrics } from '../src/metrics/metrics';
import { aConfig } from './a-config';

/** An app with that controller, put together as `startHttpApp` does it, on a port of its own. */
export async function listeningApp(
  controller: Type,
  limits: Partial<HttpLimits> = {},
  metrics = new Metrics(),
): Promise<{ app: NestFastifyApplication; url: string }> {
  const adapter = createFastifyAdapter(aConfig(), { ...httpLimits, ...limits });
  addRequestHooks(adapter, pino({ level: 'silent' }));
  const module = await Test.createTestingModule({ controllers: [controller] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
  measureRequests(adapter.getInstance(), metrics);
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}
