import { Module } from '@nestjs/common';
import { Pinboard } from './pinboard';

/** What the shop's own rules inject. */
@Module({ providers: [Pinboard], exports: [Pinboard] })
export class ShopModule {}
