import { Module } from '@nestjs/common';
import { Config } from './config';
import { loadConfig } from './load-config';

/** Injects the process's frozen `Config` wherever it is imported. */
@Module({ providers: [{ provide: Config, useFactory: loadConfig }], exports: [Config] })
export class ConfigModule {}
