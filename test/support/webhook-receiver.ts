import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly orderId: string; readonly seq: number; readonly status: string };
}

/** A shop's program that is told of order events: it believes only what is signed, and does each once. */
export class WebhookReceiver {
  /** By the event's id, in the order of their coming. */
  readonly events = new Map<string, ReceivedEvent>();
  /** What came, repetitions included. */
  deliveries = 0;
  forgeries = 0;
  /** Of what came, where it named the trace that it belongs to. */
  readonly traceparents: string[] = [];
  secret = '';
  answer = 204;
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}/order-events`;
  }

  /** Listens, at the same port each time. */
  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void text(request).then((body) => {
        this.take(body, request.headers as Record<string, string>);
        response.writeHead(this.answer).end();
      });
    });
    await new Promise<void>((listening) => this.server?.listen(this.port, '127.0.0.1', listening));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((closed) => this.server?.close(closed));
  }

  typesOf(orderId: string): string[] {
    return [...this.events.values()].filter(({ data }) => data.orderId === orderId).map(({ type }) => type);
  }

  private take(body: string, headers: Record<string, string>): void {
    try {
      const event = new Webhook(this.secret).verify(body, headers) as ReceivedEvent;
      this.deliveries += 1;
      this.traceparents.push(...[headers.traceparent ?? []].flat());
      this.events.set(headers['webhook-id'] ?? '', event);
    } catch {
      this.forgeries += 1;
    }
  }
}
