import { Type } from '@nestjs/common';
import { Test, TestingModule } from '@nestjs/testing';
import { Config } from '@app/platform';
import { MessagingModule, MessagingOptions } from '../src/messaging.module';

/** `MessagingModule` as an app composes it, with its handlers; not started yet. */
export async function buildMessaging(config: Config, options: MessagingOptions, ...handlers: Type[]): Promise<TestingModule> {
  const module = await Test.createTestingModule({ imports: [MessagingModule.register(options)], providers: handlers })
    .overrideProvider(Config)
    .useValue(config)
    .compile();
  module.useLogger(false);
  return module;
}
