import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiModule } from '../apps/api/src/api.module';
import { setPrefix } from '../apps/api/src/configure-app';
import { openApiDocument } from '../apps/api/src/swagger';

const file = resolve(__dirname, '../openapi.json');

/** The document that the API serves at `/openapi.json`, as text. Needs no database: nothing is instantiated. */
export async function documentText(): Promise<string> {
  const app = await NestFactory.create(ApiModule.register(), new FastifyAdapter(), { preview: true, logger: false });
  setPrefix(app);
  return `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
}

/** `npm run openapi`: writes it down. */
async function writeDocument(): Promise<void> {
  writeFileSync(file, await documentText());
  process.stdout.write(`Wrote ${file}\n`);
}

if (require.main === module) {
  void writeDocument();
}
