import { Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { throughOutage } from './through-outage';

/**
 * Creates every model's collection and indexes before the app serves: uniqueness is only promised once its
 * index is built. An index that cannot be built stops the start. Indexes it does not know are left alone.
 */
@Injectable()
export class EnsureCollections implements OnModuleInit {
  private readonly logger = new Logger(EnsureCollections.name);

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const models = Object.values(this.connection.models);
    await throughOutage(
      () =>
        Promise.all(
          models.map(async (model) => {
            await model.createCollection();
            await model.createIndexes();
          }),
        ),
      this.logger,
    );
    this.logger.log(`Collections and indexes are in place: ${models.map(({ modelName }) => modelName).join(', ')}`);
  }
}
