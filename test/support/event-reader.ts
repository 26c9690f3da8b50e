import { EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { Shopper } from './shopper';

interface Told {
  readonly seq: number;
  readonly status: string;
}

/** Reads the events of an order as they come, until they end or the reader goes away. */
export class EventReader {
  readonly events: EventSourceMessage[] = [];
  hasEnded = false;

  private constructor(
    readonly status: number,
    readonly headers: Headers,
    private readonly connection: AbortController,
  ) {}

  static async open({ url, tokens }: Pick<Shopper, 'url' | 'tokens'>, orderId: string, lastEventId?: string): Promise<EventReader> {
    const connection = new AbortController();
    const response = await fetch(`${url}/api/orders/${orderId}/events`, {
      signal: connection.signal,
      headers: { authorization: `Bearer ${tokens?.accessToken}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    });
    const reader = new EventReader(response.status, response.headers, connection);
    void reader.read(response.body ?? new ReadableStream()).catch(() => undefined);
    return reader;
  }

  get told(): Told[] {
    return this.events.map(({ data }) => JSON.parse(data) as Told);
  }

  get statuses(): string[] {
    return this.told.map(({ status }) => status);
  }

  /** The id that a client would come back with. */
  get lastEventId(): string | undefined {
    return this.events.at(-1)?.id;
  }

  cut(): void {
    this.connection.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const event of events as unknown as AsyncIterable<EventSourceMessage>) {
      this.events.push(event);
    }
    this.hasEnded = true;
  }
}
