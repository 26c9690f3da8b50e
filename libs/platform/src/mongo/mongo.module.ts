import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { MetricsModule } from '../metrics/metrics.module';
import { EnsureCollections } from './ensure-collections';
import { snapshotReads } from './snapshot-reads';
import { PoolMetrics } from './pool-metrics';
import { Transactions } from './transactions';

/**
 * The connection every model shares. Buffering is off and every wait is bounded, so that a lost
 * database shows as an error within seconds instead of a request that hangs.
 */
@Module({
  imports: [
    MetricsModule,
    MongooseModule.forRootAsync({
      imports: [ConfigModule],
      inject: [Config],
      useFactory: ({ MONGO_URI }: Config) => ({
        uri: MONGO_URI,
        bufferCommands: false,
        autoCreate: false,
        autoIndex: false,
        maxPoolSize: 50,
        minPoolSize: 2,
        serverSelectionTimeoutMS: 3000,
        connectTimeoutMS: 2000,
        socketTimeoutMS: 5000,
        heartbeatFrequencyMS: 1000,
        writeConcern: { w: 'majority', journal: true },
        readConcernLevel: 'majority',
        retryAttempts: 3,
        retryDelay: 1000,
        connectionFactory: (connection: Connection) => connection.plugin(snapshotReads),
      }),
    }),
  ],
  providers: [EnsureCollections, Transactions, PoolMetrics],
  exports: [Transactions],
})
export class MongoModule {}
