import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Received {
  readonly method?: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Somebody's program on this machine, unencrypted: takes down what comes, and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  /** Of whatever kind, and whether or not anything came. */
  connections = 0;
  answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const { method, headers } = request;
      void text(request).then((body) => {
        this.received.push({ method, headers, body });
        this.answer(response);
      });
    }).on('connection', () => (this.connections += 1));
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
