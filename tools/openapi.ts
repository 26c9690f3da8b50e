import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiModule } from '../apps/api/src/api.module';
import { setPrefix } from '../apps/api/src/configure-app';
import { openApiDocument } from '../apps/api/src/swagger';

const file = resolve(__dirname, '../openapi.json');

/** `npm run openapi`: writes the document that the API serves at `/openapi.json`. Needs no database: nothing is instantiated. */
async function writeDocument(): Promise<void> {
  const app = await NestFactory.create(ApiModule, new FastifyAdapter(), { preview: true, logger: false });
  setPrefix(app);
  writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  process.stdout.write(`Wrote ${file}\n`);
}

void writeDocument();
