import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

interface HeldBack {
  readonly to: Socket;
  readonly bytes: Buffer;
  readonly isRequest: boolean;
}

/** A way to a server that can be frozen: connections stay, and what is sent meanwhile goes on its way after the thaw. */
export class FreezableProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private readonly heldBack: HeldBack[] = [];
  private isFrozen = false;

  constructor(host: string, port: number) {
    this.server = createServer((client) => {
      const upstream = connect(port, host);
      this.pass(client, upstream, true);
      this.pass(upstream, client, false);
    });
  }

  async start(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return (this.server.address() as AddressInfo).port;
  }

  freeze(): void {
    this.isFrozen = true;
  }

  thaw(): void {
    this.isFrozen = false;
    this.heldBack.splice(0).forEach(({ to, bytes }) => to.write(bytes));
  }

  /** What clients have sent since it froze. */
  get waitingRequests(): string {
    return this.heldBack.map(({ bytes, isRequest }) => (isRequest ? bytes.toString() : '')).join('');
  }

  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((closed) => this.server.close(closed));
  }

  private pass(from: Socket, to: Socket, isRequest: boolean): void {
    this.sockets.add(from);
    from
      .on('data', (bytes) => (this.isFrozen ? this.heldBack.push({ to, bytes, isRequest }) : to.write(bytes)))
      .on('error', () => from.destroy())
      .on('close', () => to.destroy());
  }
}
