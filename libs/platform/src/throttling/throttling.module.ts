import { Module } from '@nestjs/common';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { RateLimits } from './rate-limits';

/** How often things may be done: the process's one set of counts. */
@Module({
  imports: [ConfigModule],
  providers: [{ provide: RateLimits, useFactory: (config: Config) => new RateLimits(config), inject: [Config] }],
  exports: [RateLimits],
})
export class ThrottlingModule {}
