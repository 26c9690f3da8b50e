import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { eventually } from './eventually';

const betweenDropsMs = 20;

/** A client that sends whatever it is told, whether HTTP or not. */
export class RawConnection {
  /** All that came back. */
  received = '';
  /** All that came back, once the server has ended the connection. */
  readonly ended: Promise<string>;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay();
    // A server that drops a connection resets it.
    socket.on('error', () => socket.destroy());
    this.ended = new Promise((done) => socket.on('close', () => done(this.received)));
  }

  /** A client that `reads: false` leaves what it is answered where it is. */
  static async open(url: string, { reads = true } = {}): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const connection = new RawConnection(socket);
    return reads ? connection.reading() : connection;
  }

  send(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** Sends a letter now and then, as long as the server bears it. */
  drip(): this {
    const drops = setInterval(() => this.socket.write('x'), betweenDropsMs);
    this.socket.once('close', () => clearInterval(drops));
    return this;
  }

  /** Resolves once that has come back. */
  hears(text: string | RegExp): Promise<string> {
    return eventually(async () => {
      expect(this.received).toMatch(text);
      return this.received;
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private reading(): this {
    this.socket.on('data', (bytes) => (this.received += bytes.toString()));
    return this;
  }
}

/** The one answer in what came back: its status, its headers in lower case, and its body. */
export function answerIn(received: string): { status: number; headers: Headers; body: string } {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}
