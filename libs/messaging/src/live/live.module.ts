import { Module } from '@nestjs/common';
import { ConfigModule } from '@app/platform';
import { LiveUpdates } from './live-updates';

/** Live hints between processes, over Nest's own transports. */
@Module({ imports: [ConfigModule], providers: [LiveUpdates], exports: [LiveUpdates] })
export class LiveModule {}
