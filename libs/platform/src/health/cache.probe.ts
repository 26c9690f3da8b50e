import { Injectable } from '@nestjs/common';
import { VersionedCache } from '../cache/versioned-cache';
import { HealthProbe } from './health-probe';

/**
 * Whether Redis answers; without it the process is slower and still right. Where no Redis is configured the part is
 * named for what it is, memory of this process, which is always up.
 */
@Injectable()
export class CacheProbe extends HealthProbe {
  override readonly name: string;
  override readonly isRequired = false;

  constructor(private readonly cache: VersionedCache) {
    super();
    this.name = cache.isShared ? 'redis' : 'memory';
  }

  override async check(): Promise<void> {
    if ((await this.cache.isUp()) === false) {
      throw new Error('Redis does not answer.');
    }
  }
}
