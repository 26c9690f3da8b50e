import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { ClientProxy, ClientProxyFactory } from '@nestjs/microservices';
import { OrderUpdated } from '@app/contracts';
import { atMost, Config } from '@app/platform';
import { livePeers, orderUpdatedPattern } from './live-transport';

const farewellMs = 500;

/** Sends the hint that an order changed to every API process. A hint that cannot be sent is lost, on purpose. */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  private readonly logger = new Logger(LiveUpdates.name);
  private readonly peers: ClientProxy[];

  constructor(config: Config) {
    this.peers = livePeers(config).map((peer) => ClientProxyFactory.create(peer));
  }

  /** Returns at once and never fails. */
  publish(update: OrderUpdated): void {
    for (const peer of this.peers) {
      peer.emit(orderUpdatedPattern, update).subscribe({
        error: (error: unknown) => this.logger.debug(`A live update was lost: ${String(error)}`),
      });
    }
  }

  /** Redis may be frozen and never say goodbye; what would be lost is only hints. */
  async onApplicationShutdown(): Promise<void> {
    await atMost(farewellMs, Promise.allSettled(this.peers.map((peer) => peer.close())));
  }
}
