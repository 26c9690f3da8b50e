import { connect, createServer } from 'node:net';
import { reservePort } from './reserve-port';

/** Hands out TCP ports on this machine, each only once, and none that another launcher is about to use. */
export class Ports {
  private readonly handedOut = new Set<number>();

  /** The preferred port if nothing answers there, else one that is free. */
  async claim(preferred?: number): Promise<number> {
    const port =
      preferred && !this.handedOut.has(preferred) && (await isFree(preferred)) ? preferred : await anyFreePort();
    if (this.handedOut.has(port) || !reservePort(port)) {
      return this.claim();
    }
    this.handedOut.add(port);
    return port;
  }
}

/** Whether a server could listen there and be the one that `localhost` leads to. */
export async function isFree(port: number): Promise<boolean> {
  // Binding alone is not enough: elsewhere than on Linux it succeeds beside a server that listens on all addresses.
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => isAnswered(port, host)));
  return !answers.includes(true) && (await listenOnce(port).catch(() => 0)) === port;
}

function anyFreePort(): Promise<number> {
  return listenOnce(0);
}

function isAnswered(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(500, () => settle(false));
    socket.on('connect', () => settle(true)).on('error', () => settle(false));
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
