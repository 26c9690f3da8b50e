import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came in. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Aborted once nobody waits for the answer any more. */
  readonly abandoned: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ofTheConnection = new Set([
  ...['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'],
  ...['accept-encoding', 'content-encoding', 'expect'],
]);

/** Stands before an HTTP server, on a port of its own, and lets somebody else decide what each call is answered. */
export class HttpFront {
  private readonly server: Server;
  private readonly stopped = new AbortController();
  private isDown = false;

  /** @param answer no answer, or none that succeeds, means that the connection is reset */
  constructor(
    private readonly upstream: string,
    private readonly answer: (call: Call) => Promise<Answer | undefined>,
  ) {
    this.server = createServer((request, response) => void this.take(request, response));
    this.server.on('connection', (socket) => this.isDown && socket.resetAndDestroy());
  }

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.stopped.abort();
    await closed;
  }

  /** While it is down every connection is reset, those already open at once. */
  setDown(isDown: boolean): void {
    this.isDown = isDown;
    if (isDown) {
      this.server.closeAllConnections();
    }
  }

  /** What the server behind answers. Throws when it cannot be reached. */
  async forward({ method, path, headers, body }: Call): Promise<Answer> {
    const { signal } = this.stopped;
    const url = this.upstream.replace(/\/$/, '') + path;
    const response = await fetch(url, { method, headers, body: body || undefined, signal });
    return { status: response.status, headers: withoutConnection([...response.headers]), body: await response.text() };
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const abandoned = new AbortController();
    response.on('close', () => abandoned.abort());
    try {
      const answer = await this.answer(await callOf(request, abandoned.signal));
      if (!answer) {
        throw new Error('This call is to be reset.');
      }
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch {
      response.socket?.resetAndDestroy();
    }
  }
}

async function callOf(request: IncomingMessage, abandoned: AbortSignal): Promise<Call> {
  const { method = 'GET', url: path = '/' } = request;
  const headers = withoutConnection(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method, path, headers, body: await text(request), abandoned };
}

function withoutConnection(headers: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => !ofTheConnection.has(name)));
}
