import { Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module';
import { Metrics } from './metrics';
import { MetricsPage } from './metrics-page';

/** The app's one `Metrics`, wherever it is imported, and what answers those who scrape it. */
@Module({ imports: [ConfigModule], providers: [Metrics, MetricsPage], exports: [Metrics, MetricsPage] })
export class MetricsModule {}
