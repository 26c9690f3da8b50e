import { Module } from '@nestjs/common';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { ConcurrencyLimits } from './concurrency-limits';
import { RateLimits } from './rate-limits';
import { ThrottleGuard } from './throttle.guard';

/** How often, and how often at once, things may be done: the process's one set of counts. */
@Module({
  imports: [ConfigModule],
  providers: [
    { provide: RateLimits, useFactory: (config: Config) => new RateLimits(config), inject: [Config] },
    ConcurrencyLimits,
    ThrottleGuard,
  ],
  exports: [RateLimits, ConcurrencyLimits, ThrottleGuard],
})
export class ThrottlingModule {}
