import { INestApplication } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { liveTransport } from '@app/messaging';
import { Config } from '@app/platform';
import { corsOf } from './cors';
import { DtoPipe } from './dto.pipe';
import { serveSwagger } from './swagger';

/** The API's face: prefix, validation, CORS, documentation, and the ear for live updates. */
export async function configureApp(app: NestFastifyApplication, config: Config): Promise<void> {
  setPrefix(app);
  app.useGlobalPipes(new DtoPipe());
  if (config.CORS_ORIGINS) {
    app.enableCors(corsOf(config.CORS_ORIGINS));
  }
  if (config.servesSwagger) {
    serveSwagger(app);
  }
  app.connectMicroservice(liveTransport(config));
  await app.startAllMicroservices();
}

/** Everything is under `/api`, but for what operators probe, scrape and look at. */
export function setPrefix(app: INestApplication): void {
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics', 'ops', 'ops/*path'] });
}
