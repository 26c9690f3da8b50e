import { Module } from '@nestjs/common';
import { Courier } from './courier';
import { Pinboard } from './pinboard';

/** What the shop's own rules inject. */
@Module({ providers: [Courier, Pinboard], exports: [Courier, Pinboard] })
export class ShopModule {}
