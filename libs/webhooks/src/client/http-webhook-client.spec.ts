import { Config } from '@app/platform';
import { Receiver } from '../../test/receiver';
import { describeWebhookClient } from '../ports/webhook-client.contract';
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

let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.stop());

describeWebhookClient('HttpWebhookClient', () => ({
  client: clientThatMayReach(inside, '::1'),
  stranger: clientThatMayReach(),
  deceived: new RebindingClient({} as Config, [outside, inside]),
  receiver,
}));

describe('posting to a webhook', () => {
  const client = clientThatMayReach(inside, '::1');

  it('tells how long the body is', async () => {
    await post(client);
    expect(receiver.received).toMatchObject([{ headers: { 'content-length': '8' } }]);
  });

  it('does not read what it answers, however much that is', async () => {
    receiver.answer = (response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(1_000_000));
    };
    await expect(post(client)).resolves.toBe(200);
  });

  it('says so when the answer is none', async () => {
    receiver.answer = (response) => response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await expect(post(client)).rejects.toThrow('without an answer');
  });

  it('says of every address of a name why there is no answer', async () => {
    const { port } = receiver;
    await receiver.stop();
    const refusals = [inside, '::1'].map((address) => expect.stringContaining(`${address}:${port}`) as string);
    const reason = (await client.post(`http://localhost:${port}/`, {}, '{}').catch((error: Error) => error.message)) as string;
    expect(reason.split('; ')).toEqual(refusals);
  });

  it.each(['http://[::1]', 'https://169.254.169.254'])('never connects to %s, unless it is named', async (origin) => {
    await expect(clientThatMayReach().post(`${origin}:${receiver.port}/`, {}, '{}')).rejects.toThrow('must not reach');
  });

  it('connects to the addresses that it looked at, whatever the name means elsewhere', async () => {
    const config = { WEBHOOK_ALLOWED_NETWORKS: [inside] } as unknown as Config;
    await expect(new RebindingClient(config, [inside, outside]).post(`http://shop.invalid:${receiver.port}/`, {}, '{}')).resolves.toBe(204);
  });

  it.each([[[inside, outside]], [[outside, inside]]])('never connects to a name of which one address is inside: %j', async (both) => {
    class AmbiguousClient extends HttpWebhookClient {
      protected override readonly findAddresses = async () => both.map((address) => ({ address, family: 4 }));
    }
    await expect(new AmbiguousClient({} as Config).post(`https://shop.example:${receiver.port}/`, {}, '{}')).rejects.toThrow('must not reach');
    expect(receiver.connections).toBe(0);
  });
});

describe('checking the address of a webhook', () => {
  it('takes what the operator names, also unencrypted', async () => {
    await expect(clientThatMayReach(inside, '::1').check(new URL('http://localhost:3999/'))).resolves.toBeUndefined();
  });
});

function clientThatMayReach(...WEBHOOK_ALLOWED_NETWORKS: string[]): HttpWebhookClient {
  return new HttpWebhookClient({ WEBHOOK_ALLOWED_NETWORKS } as unknown as Config);
}

function post(client: HttpWebhookClient): Promise<number> {
  return client.post(`http://localhost:${receiver.port}/hooks`, { 'webhook-id': '1' }, '{"ü":1}');
}
