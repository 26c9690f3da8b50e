import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream';

/** A way to a TCP server such as mongod or Redis that can be slow, silent, cut or closed. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private isRefusing = false;
  private isFrozen = false;
  private thawed = Promise.resolve();
  private letThrough: () => void = () => undefined;
  private latencyMs = 0;

  constructor(
    private readonly upstreamPort: number,
    private readonly upstreamHost = '127.0.0.1',
  ) {
    this.server = createServer((client) => this.join(client));
  }

  /** A proxy before the server in this URI, started. */
  static async before(uri: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(uri);
    return new TcpProxy(Number(port), hostname).start();
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<this> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return this;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.heal();
    this.cut();
    await closed;
  }

  /** The same MongoDB through this proxy: a direct connection, since a driver that looks for the set goes round it. */
  mongoUri(uri: string): string {
    const through = new URL(uri);
    through.host = `127.0.0.1:${this.port}`;
    through.searchParams.set('directConnection', 'true');
    return through.toString();
  }

  /** Nothing comes through any more in either direction; connections stay, new ones are taken and stay silent too. */
  freeze(): void {
    if (!this.isFrozen) {
      this.isFrozen = true;
      this.thawed = new Promise((resolve) => (this.letThrough = resolve));
    }
  }

  /** What was held back comes through, in order. */
  thaw(): void {
    this.isFrozen = false;
    this.letThrough();
  }

  /** Resets all connections there are. */
  cut(): void {
    this.sockets.forEach((socket) => socket.resetAndDestroy());
  }

  /** Resets all connections, and each new one, until told otherwise. */
  refuse(isRefusing = true): void {
    this.isRefusing = isRefusing;
    if (isRefusing) {
      this.cut();
    }
  }

  /** Everything takes this much longer, in each direction. */
  delay(ms: number): void {
    this.latencyMs = ms;
  }

  /** No fault any more. */
  heal(): void {
    this.thaw();
    this.refuse(false);
    this.delay(0);
  }

  private join(client: Socket): void {
    if (this.isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(this.upstreamPort, this.upstreamHost);
    for (const socket of [client, upstream]) {
      this.sockets.add(socket.setNoDelay());
      socket.on('close', () => this.sockets.delete(socket));
    }
    const ignore = () => undefined;
    pipeline(client, (chunks) => this.pass(chunks as AsyncIterable<Buffer>), upstream, ignore);
    pipeline(upstream, (chunks) => this.pass(chunks as AsyncIterable<Buffer>), client, ignore);
  }

  private async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (this.latencyMs > 0) {
        await sleep(this.latencyMs, undefined, { ref: false });
      }
      await this.thawed;
      yield chunk;
    }
  }
}
