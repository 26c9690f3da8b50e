import { Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module';
import { JsonCache } from './json-cache';

/** The process's one cache. */
@Module({ imports: [ConfigModule], providers: [JsonCache], exports: [JsonCache] })
export class CacheModule {}
