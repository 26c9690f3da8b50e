import { Injectable } from '@nestjs/common';

/** The provider behind the channel: here a list in memory, in a real shop a client of its interface. */
@Injectable()
export class Pinboard {
  readonly notes: string[] = [];
  private readonly failures: Error[] = [];

  failNext(error: Error): void {
    this.failures.push(error);
  }

  async pin(text: string, key: string): Promise<string> {
    this.notes.push(text);
    const failure = this.failures.shift();
    if (failure) {
      throw failure;
    }
    return `note-${key}`;
  }
}
