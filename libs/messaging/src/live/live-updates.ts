import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { ClientProxy, ClientProxyFactory } from '@nestjs/microservices';
import { OrderUpdated } from '@app/contracts';
import { atMost, Coalescer, Config } from '@app/platform';
import { livePeers, orderUpdatedPattern } from './live-transport';

const farewellMs = 500;
const largestMessage = 500;

/** Sends the hint that an order changed to every API process. A hint that cannot be sent is lost, on purpose. */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  private readonly logger = new Logger(LiveUpdates.name);
  private readonly peers: ClientProxy[];

  /** Nothing waits for an answer: behind a frozen Redis hints must not pile up here. */
  private readonly outgoing = new Coalescer<OrderUpdated, void>(
    async (updates) => {
      this.send(updates);
      return [];
    },
    { largest: largestMessage },
  );

  constructor(config: Config) {
    this.peers = livePeers(config).map((peer) => ClientProxyFactory.create(peer));
  }

  /** Returns at once and never fails: a hint that waited too long is lost, too. What is published in the same turn of the loop goes as one message. */
  publish(update: OrderUpdated): void {
    this.outgoing.add(update).catch(() => undefined);
  }

  /** Redis may be frozen and never say goodbye; what would be lost is only hints. */
  async onApplicationShutdown(): Promise<void> {
    await atMost(farewellMs, Promise.allSettled(this.peers.map((peer) => peer.close())));
  }

  /** A single hint goes without a list around it, as every process understands it. */
  private send(updates: readonly OrderUpdated[]): void {
    for (const peer of this.peers) {
      peer.emit(orderUpdatedPattern, updates.length === 1 ? updates[0] : updates).subscribe({
        error: (error: unknown) => this.logger.debug(`A live update was lost: ${String(error)}`),
      });
    }
  }
}
