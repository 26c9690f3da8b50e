import { Module } from '@nestjs/common';
import { ConfigModule } from '@app/platform';
import { Courier } from './courier';
import { Pinboard } from './pinboard';
import { ShopSettings } from './shop-settings';

/** What the shop's own rules inject. */
@Module({
  imports: [ConfigModule.with(ShopSettings)],
  providers: [Courier, Pinboard],
  exports: [ConfigModule, Courier, Pinboard],
})
export class ShopModule {}
