import { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'pino';
import { Config } from '../config/config';
import { InvalidEnvironment, loadConfig } from '../config/load-config';
import { createLogger, logOutput } from '../logging/create-logger';
import { LinesOfATurn } from '../logging/lines-of-a-turn';
import { NestLogger } from '../logging/nest-logger';
import { measureRequests } from '../metrics/measure-requests';
import { Metrics } from '../metrics/metrics';
import { traceRequests } from '../tracing/trace-requests';
import { Traces } from '../tracing/traces';
import { exitWhenLost } from './exit-when-lost';
import { createFastifyAdapter } from './fastify-adapter';
import { bindLeanly } from './lean-binding';
import { ProblemFilter } from './problem.filter';
import { addRequestHooks } from './request-hooks';

export interface HttpApp {
  name: string;
  module: Type | DynamicModule;
  defaultPort: number;
  /** What the app adds to its HTTP face before it listens. */
  configure?: (app: NestFastifyApplication, config: Config) => void | Promise<void>;
}

const longestStopMs = 9500;

/** Starts a process and serves HTTP. An unusable environment or a failed start ends it with a message and status 1. */
export async function startHttpApp({ name, module, defaultPort, configure }: HttpApp): Promise<void> {
  bindLeanly();
  const config = configOrExit(name);
  const output = logOutput(config);
  const log = createLogger(name, config, output);
  const logger = new NestLogger(log);
  exitWhenLost(log);
  try {
    const adapter = createFastifyAdapter(config);
    addRequestHooks(adapter, log);
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
      logger,
      abortOnError: false,
      bodyParser: false,
    });
    measure(adapter, app.get(Metrics, { strict: false }));
    await traceIfWanted(name, config, app);
    app.useGlobalFilters(new ProblemFilter());
    app.enableShutdownHooks();
    endInAnyCase(log, output);
    await configure?.(app, config);
    await app.listen(config.PORT ?? defaultPort, config.HOST);
    logger.log(`Listening on port ${config.PORT ?? defaultPort}`, name);
  } catch (error) {
    log.fatal({ err: error }, 'The app could not start');
    process.exitCode = 1;
    log.flush(() => process.exit(1));
  }
}

function measure(adapter: FastifyAdapter, metrics: Metrics): void {
  metrics.measureProcess();
  measureRequests(adapter.getInstance(), metrics);
}

/** Off, nothing of OpenTelemetry is even loaded. */
async function traceIfWanted(service: string, { OTEL_EXPORTER_OTLP_ENDPOINT: collector }: Config, app: NestFastifyApplication): Promise<void> {
  if (collector) {
    const { spansOverOtlp } = await import('../tracing/spans-over-otlp');
    const traces = app.get(Traces, { strict: false });
    traces.exportTo(spansOverOtlp(service));
    traceRequests(app.getHttpAdapter().getInstance(), traces);
  }
}

/** A stop that hangs on something that never answers is cut off; what was stored is stored. */
function endInAnyCase(log: Logger, output: LinesOfATurn): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      output.writeDirectly();
      setTimeout(() => {
        log.error('The app did not stop in time and is ended');
        process.exit(1);
      }, longestStopMs).unref();
    });
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
