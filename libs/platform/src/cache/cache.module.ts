import { Module } from '@nestjs/common';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { Metrics } from '../metrics/metrics';
import { MetricsModule } from '../metrics/metrics.module';
import { VersionedCache } from './versioned-cache';

/** The process's one cache. */
@Module({
  imports: [ConfigModule, MetricsModule],
  providers: [{ provide: VersionedCache, useFactory: measuredCache, inject: [Config, Metrics] }],
  exports: [VersionedCache],
})
export class CacheModule {}

function measuredCache(config: Config, metrics: Metrics): VersionedCache {
  const cache = new VersionedCache(config);
  const { tally } = cache;
  metrics.count('cache_hits_total', 'Look-ups in the cache that found a copy.', () => tally.hits);
  metrics.count('cache_misses_total', 'Look-ups in the cache that found none, also while it is away.', () => tally.misses);
  metrics.count('cache_refused_older_total', 'Copies that were not kept, since a newer one is known.', () => tally.refusedOlder);
  return cache;
}
