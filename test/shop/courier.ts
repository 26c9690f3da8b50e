import { Injectable } from '@nestjs/common';

/** Who brings orders to customers: here a list in memory, in a real shop a client of its interface. */
@Injectable()
export class Courier {
  readonly booked = new Map<string, string>();
  private readonly failures: Error[] = [];

  failNext(error: Error): void {
    this.failures.push(error);
  }

  /** Books once for each key, as interfaces with an idempotency key do. */
  async book(parcel: string, key: string): Promise<void> {
    const failure = this.failures.shift();
    if (failure) {
      throw failure;
    }
    this.booked.set(key, parcel);
  }
}
