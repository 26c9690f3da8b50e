import { Agent, createServer, IncomingMessage, request, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before an SQS endpoint, passes everything on as it is, and counts requests by action and queue. */
export class CountingProxy {
  /** How many requests came since the last reset, by `Action queue`. */
  readonly counts = new Map<string, number>();
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {
    server.on('request', (incoming: IncomingMessage, answer: ServerResponse) => void this.pass(incoming, answer));
  }

  static async start(target: string): Promise<CountingProxy> {
    const server = createServer();
    const proxy = new CountingProxy(new URL(target), server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Forgets what it counted. */
  reset(): void {
    this.counts.clear();
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    try {
      const body = await buffer(incoming);
      this.count(incoming, body);
      const { hostname, port } = this.target;
      const { method, headers, url: path } = incoming;
      const outgoing = request({ hostname, port, method, headers, path, agent: this.agent }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      outgoing.on('error', () => answer.destroy());
      answer.on('close', () => outgoing.destroy());
      outgoing.end(body);
    } catch {
      // The caller went away in the middle of its request.
      answer.destroy();
    }
  }

  private count({ headers }: IncomingMessage, body: Buffer): void {
    const action = String(headers['x-amz-target'] ?? 'unknown').replace('AmazonSQS.', '');
    const [, queue = ''] = /"QueueUrl":"[^"]*\/([^"/]+)"/.exec(body.toString()) ?? [];
    const key = `${action} ${queue}`.trim();
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}
