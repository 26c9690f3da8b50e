import { Injectable } from '@nestjs/common';
import { atMost } from '@app/platform';

const firstBackoffMs = 1000;
const longestBackoffMs = 10_000;
/** Longer than any receive, handler and backoff together. */
const longestSilenceMs = 120_000;

const closedMessage = 'No more messages are taken: the process is stopping.';

/** Why a consumer does not receive again. */
export class GateClosed extends Error {
  constructor() {
    super(closedMessage);
  }

  /** Consumers wrap what they throw, and keep its words. */
  static isBehind(error: Error): boolean {
    return error.message.includes(closedMessage);
  }
}

/**
 * What a consumer passes before each receive. It opens when the app is ready; after a failure it makes the consumer wait,
 * longer each time, and until what it works with answers again: a message that cannot be processed now is better left
 * on its queue, and a queue that is down is not asked hundreds of times a second.
 */
@Injectable()
export class ConsumerGate {
  private readonly failures = new Map<string, number>();
  private readonly seen = new Map<string, number>();
  private isWorkable: () => Promise<boolean> = async () => true;
  private isClosed = false;
  private open: () => void;
  private endWaits: () => void;
  private readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
  private readonly closed = new Promise<void>((resolve) => {
    this.endWaits = resolve;
  });

  /** Lets the consumers begin. After a failure they wait until `isWorkable` says yes. */
  release(isWorkable: () => Promise<boolean>): void {
    this.isWorkable = isWorkable;
    this.open();
  }

  /** Makes nobody wait any more, and lets nobody pass: a stopping process takes no more messages. */
  close(): void {
    this.isClosed = true;
    this.endWaits();
    this.open();
  }

  /** @throws GateClosed */
  async pass(consumer: string): Promise<void> {
    this.see(consumer);
    await this.opened;
    const failures = this.failures.get(consumer) ?? 0;
    if (failures > 0) {
      await this.wait(consumer, firstBackoffMs * 2 ** (failures - 1));
      while (!this.isClosed && !(await this.isWorkable())) {
        await this.wait(consumer, firstBackoffMs);
      }
    }
    if (this.isClosed) {
      throw new GateClosed();
    }
    this.see(consumer);
  }

  failed(consumer: string): void {
    this.failures.set(consumer, (this.failures.get(consumer) ?? 0) + 1);
  }

  succeeded(consumer: string): void {
    this.failures.delete(consumer);
  }

  /** Whether the consumer came by lately, or was never expected to. */
  isAlive(consumer: string): boolean {
    const since = this.seen.get(consumer);
    return since === undefined || performance.now() - since < longestSilenceMs;
  }

  /** Jitter keeps the consumers of several processes from asking at the same moment. */
  private async wait(consumer: string, ms: number): Promise<void> {
    const longest = Math.min(longestBackoffMs, ms);
    await atMost(longest * (0.5 + Math.random() / 2), this.closed);
    this.see(consumer);
  }

  private see(consumer: string): void {
    this.seen.set(consumer, performance.now());
  }
}
