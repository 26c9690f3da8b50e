import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { HealthProbe } from './health-probe';

/** Whether MongoDB has a primary that answers. */
@Injectable()
export class MongoProbe extends HealthProbe {
  override readonly name = 'mongo';
  override readonly isRequired = true;

  constructor(@InjectConnection() private readonly connection: Connection) {
    super();
  }

  override async check(): Promise<void> {
    await this.connection.getClient().db('admin').command({ ping: 1 });
  }
}
