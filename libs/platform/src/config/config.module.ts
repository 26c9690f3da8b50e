import { DynamicModule, Module, Type } from '@nestjs/common';
import { Config } from './config';
import { declareSettings, loadConfig, loadSettings } from './load-config';

/** Injects the process's frozen `Config` wherever it is imported. */
@Module({ providers: [{ provide: Config, useFactory: loadConfig }], exports: [Config] })
export class ConfigModule {
  /**
   * Injects a class of a shop's own variables, too: fields with `@Variable` or `@SecretVariable` and class-validator's rules.
   * What is wrong with them stops the start together with what is wrong with the others.
   */
  static with(settings: Type<object>): DynamicModule {
    declareSettings(settings);
    return { module: ConfigModule, providers: [{ provide: settings, useFactory: () => loadSettings(settings) }], exports: [settings] };
  }
}
