import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Config } from '@app/platform';
import { HttpWebhookClient } from './http-webhook-client';

const inside = '127.0.0.1';
const outside = '93.184.216.34';

/** Whose names mean something else each time they are looked up. */
class RebindingClient extends HttpWebhookClient {
  constructor(
    config: Config,
    private readonly meanings: string[],
  ) {
    super(config);
  }

  protected override readonly findAddresses = async () => [{ address: this.meanings.shift() ?? inside, family: 4 }];
}

let server: Server;
let port: number;
let received: { method?: string; headers: IncomingMessage['headers']; body: string }[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(204).end();
  server = createServer((request, response) => {
    const { method, headers } = request;
    void text(request).then((body) => {
      received.push({ method, headers, body });
      answer(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, inside, listening));
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe('posting to a webhook', () => {
  const client = clientThatMayReach(inside, '::1');

  it('sends the body and the headers, and tells the status', async () => {
    await expect(post(client)).resolves.toBe(204);
    expect(received).toEqual([{ method: 'POST', body: '{"ü":1}', headers: expect.objectContaining({ 'webhook-id': '1', 'content-length': '8' }) }]);
  });

  it('follows no redirection', async () => {
    answer = (response) => response.writeHead(302, { location: `http://${inside}:${port}/elsewhere` }).end();
    await expect(post(client)).resolves.toBe(302);
    expect(received).toHaveLength(1);
  });

  it('does not read what it answers, however much that is', async () => {
    answer = (response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(1_000_000));
    };
    await expect(post(client)).resolves.toBe(200);
  });

  it('says why when there is no answer', async () => {
    answer = (response) => response.destroy();
    await expect(post(client)).rejects.toThrow('socket hang up');
  });

  it('says so when the answer is none', async () => {
    answer = (response) => response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await expect(post(client)).rejects.toThrow('without an answer');
  });

  it.each([`http://${inside}`, `https://${inside}`, 'http://localhost', 'http://[::1]', 'https://169.254.169.254'])(
    'never connects to %s, unless it is named',
    async (origin) => {
      await expect(clientThatMayReach().post(`${origin}:${port}/`, {}, '{}')).rejects.toThrow('must not reach');
      expect(received).toEqual([]);
    },
  );

  it('connects to the addresses that it looked at, whatever the name means elsewhere', async () => {
    const config = { WEBHOOK_ALLOWED_NETWORKS: [inside] } as unknown as Config;
    await expect(new RebindingClient(config, [inside, outside]).post(`http://shop.invalid:${port}/`, {}, '{}')).resolves.toBe(204);
  });

  it.each([[[inside, outside]], [[outside, inside]]])('never connects to a name of which one address is inside: %j', async (both) => {
    class AmbiguousClient extends HttpWebhookClient {
      protected override readonly findAddresses = async () => both.map((address) => ({ address, family: 4 }));
    }
    await expect(new AmbiguousClient({} as Config).post(`https://shop.example:${port}/`, {}, '{}')).rejects.toThrow('must not reach');
  });

  it('never connects to where a name leads that led elsewhere when it was registered', async () => {
    const rebinding = new RebindingClient({} as Config, [outside, inside]);
    await expect(rebinding.check(new URL('https://shop.example/'))).resolves.toBeUndefined();
    await expect(rebinding.post(`https://shop.example:${port}/`, {}, '{}')).rejects.toThrow('must not reach');
    expect(received).toEqual([]);
  });
});

describe('checking the address of a webhook', () => {
  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://localhost/', 'http://93.184.216.34/', 'https://10.0.0.1:8443/', 'https://no-such-host.invalid/'])(
    'refuses %s, in the same words as any other',
    async (url) => {
      await expect(clientThatMayReach().check(new URL(url))).rejects.toMatchObject({
        code: 'unreachable_webhook_url',
        message: 'The url must be https, and its host must be known and have public addresses only.',
      });
    },
  );

  it.each(['https://93.184.216.34/', 'https://[2606:4700:4700::1111]/'])('takes %s', async (url) => {
    await expect(clientThatMayReach().check(new URL(url))).resolves.toBeUndefined();
  });

  it('takes what the operator names, also unencrypted', async () => {
    await expect(clientThatMayReach(inside, '::1').check(new URL('http://localhost:3999/'))).resolves.toBeUndefined();
  });
});

function clientThatMayReach(...WEBHOOK_ALLOWED_NETWORKS: string[]): HttpWebhookClient {
  return new HttpWebhookClient({ WEBHOOK_ALLOWED_NETWORKS } as unknown as Config);
}

function post(client: HttpWebhookClient): Promise<number> {
  return client.post(`http://localhost:${port}/hooks`, { 'webhook-id': '1' }, '{"ü":1}');
}
