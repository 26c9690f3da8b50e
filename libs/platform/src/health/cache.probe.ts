import { Injectable } from '@nestjs/common';
import { JsonCache } from '../cache/json-cache';
import { HealthProbe } from './health-probe';

/** Whether Redis answers. Without it the process is slower and still right. */
@Injectable()
export class CacheProbe extends HealthProbe {
  override readonly name = 'redis';
  override readonly isRequired = false;

  constructor(private readonly cache: JsonCache) {
    super();
  }

  override async check(): Promise<void> {
    if ((await this.cache.isUp()) === false) {
      throw new Error('Redis does not answer.');
    }
  }
}
