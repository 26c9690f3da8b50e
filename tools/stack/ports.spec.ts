import { createServer, Server } from 'node:net';
import { isFree, Ports } from './ports';

describe('ports', () => {
  let server: Server;
  let taken: number;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    taken = typeof address === 'object' && address ? address.port : 0;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are the preferred ones while they are free', async () => {
    const free = await new Ports().claim();
    expect(await new Ports().claim(free)).toBe(free);
  });

  it('are others when the preferred ones are taken', async () => {
    expect(await isFree(taken)).toBe(false);
    expect(await new Ports().claim(taken)).not.toBe(taken);
  });

  it('are handed out only once', async () => {
    const ports = new Ports();
    const first = await ports.claim();
    expect(await ports.claim(first)).not.toBe(first);
  });
});
