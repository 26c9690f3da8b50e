import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** A way to a server that can be frozen: connections stay, nothing comes back any more. */
export class FreezableProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(host: string, port: number) {
    this.server = createServer((client) => {
      const upstream = connect(port, host);
      client.pipe(upstream).pipe(client);
      [client, upstream].forEach((socket) => this.sockets.add(socket.on('error', () => socket.destroy())));
    });
  }

  async start(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return (this.server.address() as AddressInfo).port;
  }

  freeze(): void {
    this.sockets.forEach((socket) => socket.unpipe().pause());
  }

  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((closed) => this.server.close(closed));
  }
}
