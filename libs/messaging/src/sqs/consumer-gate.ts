import { Injectable } from '@nestjs/common';

const firstBackoffMs = 250;
const longestBackoffMs = 10_000;

/**
 * What a consumer passes before each receive: it opens when the app is ready, and after failures it makes the
 * consumer wait, longer each time, instead of asking a queue that is down hundreds of times a second.
 */
@Injectable()
export class ConsumerGate {
  private readonly failures = new Map<string, number>();
  private open: () => void;
  private readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });

  /** Lets the consumers begin. */
  release(): void {
    this.open();
  }

  async pass(consumer: string): Promise<void> {
    await this.opened;
    const failures = this.failures.get(consumer) ?? 0;
    if (failures > 0) {
      const longest = Math.min(longestBackoffMs, firstBackoffMs * 2 ** failures);
      await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
    }
  }

  failed(consumer: string): void {
    this.failures.set(consumer, (this.failures.get(consumer) ?? 0) + 1);
  }

  succeeded(consumer: string): void {
    this.failures.delete(consumer);
  }
}
