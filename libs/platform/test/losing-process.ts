import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { startHttpApp } from '../src/http/start-http-app';

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

@Module({ controllers: [LosingController] })
class LosingModule {}

void startHttpApp({ name: 'losing', module: LosingModule, defaultPort: 3000 });
