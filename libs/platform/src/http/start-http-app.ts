import { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '../config/config';
import { InvalidEnvironment, loadConfig } from '../config/load-config';
import { createLogger } from '../logging/create-logger';
import { NestLogger } from '../logging/nest-logger';
import { createFastifyAdapter } from './fastify-adapter';
import { ProblemFilter } from './problem.filter';
import { addRequestHooks } from './request-hooks';

export interface HttpApp {
  name: string;
  module: Type;
  defaultPort: number;
  /** What the app adds to its HTTP face before it listens. */
  configure?: (app: NestFastifyApplication, config: Config) => void | Promise<void>;
}

/** Starts a process and serves HTTP. An unusable environment or a failed start ends it with a message and status 1. */
export async function startHttpApp({ name, module, defaultPort, configure }: HttpApp): Promise<void> {
  const config = configOrExit(name);
  const log = createLogger(name, config);
  const logger = new NestLogger(log);
  try {
    const adapter = createFastifyAdapter(config);
    addRequestHooks(adapter, log);
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
      logger,
      abortOnError: false,
      bodyParser: false,
    });
    app.useGlobalFilters(new ProblemFilter());
    app.enableShutdownHooks();
    await configure?.(app, config);
    await app.listen(config.PORT ?? defaultPort, config.HOST);
    logger.log(`Listening on port ${config.PORT ?? defaultPort}`, name);
  } catch (error) {
    log.fatal({ err: error }, 'The app could not start');
    process.exitCode = 1;
    log.flush(() => process.exit(1));
  }
}

function configOrExit(name: string): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (error instanceof InvalidEnvironment) {
      process.stderr.write(`${name}: ${error.message}\n`);
      process.exit(1);
    }
    throw error;
  }
}
