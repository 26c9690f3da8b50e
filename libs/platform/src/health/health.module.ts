import { DynamicModule, Module, Type } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module';
import { MongoModule } from '../mongo/mongo.module';
import { Health } from './health';
import { HealthProbe } from './health-probe';
import { HealthProbes } from './health-probes';

export interface HealthOptions {
  /** Where the modules live that the probes need. */
  imports?: DynamicModule[];
  probes: Type<HealthProbe>[];
}

/** Liveness and readiness of a process. */
@Module({})
export class HealthModule {
  /** Called once by an app, in its composition root. */
  static register({ imports = [], probes }: HealthOptions): DynamicModule {
    return {
      module: HealthModule,
      imports: [MongoModule, CacheModule, ...imports],
      providers: [
        ...probes,
        {
          provide: HealthProbes,
          useFactory: (...instances: HealthProbe[]) => new HealthProbes(...instances),
          inject: probes,
        },
        Health,
      ],
      exports: [Health],
    };
  }
}
