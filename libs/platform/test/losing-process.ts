import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { startHttpApp } from '../src/http/start-http-app';
import { MetricsModule } from '../src/metrics/metrics.module';

/** Loses its footing when it is asked to. */
@Controller()
class LosingController {
  @Get('uncaughtException')
  throw(): Promise<never> {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
    return new Promise(() => undefined);
  }

  @Get('unhandledRejection')
  reject(): Promise<never> {
    void Promise.reject(new Error('nobody catches this'));
    return new Promise(() => undefined);
  }
}

@Module({ imports: [MetricsModule], controllers: [LosingController] })
class LosingModule {}

void startHttpApp({ name: 'losing', module: LosingModule, defaultPort: 3000 });
