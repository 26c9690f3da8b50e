import { Module } from '@nestjs/common';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { VersionedCache } from './versioned-cache';

/** The process's one cache. */
@Module({
  imports: [ConfigModule],
  providers: [{ provide: VersionedCache, useFactory: (config: Config) => new VersionedCache(config), inject: [Config] }],
  exports: [VersionedCache],
})
export class CacheModule {}
