import { Body, Controller, Get, Post } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from '../../../../test/support/eventually';
import { listeningApp } from '../../test/listening-app';
import { answerIn, RawConnection } from '../../../../test/support/raw-connection';

const held: (() => void)[] = [];
const large = 'x'.repeat(64 * 1024 * 1024);

@Controller()
class SlowController {
  @Get('now')
  now(): string {
    return 'at once';
  }

  @Get('held')
  held(): Promise<string> {
    return new Promise((answer) => held.push(() => answer('after a while')));
  }

  @Get('large')
  large(): string {
    return large;
  }

  @Post('echo')
  echo(@Body() body: object): object {
    return body;
  }
}

const limits = { headersMs: 200, requestMs: 400, unreadMs: 300, idleMs: 300, unansweredRequests: 5 };
const begun = 'GET /now HTTP/1.1\r\nhost: shop\r\n';
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: shop\r\n\r\n`;
const post = 'POST /echo HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{';
const chunked = 'POST /echo HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n';

let app: NestFastifyApplication;
let url: string;
/** Has all the time in the world for bodies: what it cuts off, it cuts off for its headers. */
let hasty: Awaited<ReturnType<typeof listeningApp>>;

beforeAll(async () => {
  ({ app, url } = await listeningApp(SlowController, limits));
  hasty = await listeningApp(SlowController, { ...limits, requestMs: 120_000 });
});
afterEach(() => held.splice(0).forEach((answer) => answer()));
afterAll(async () => {
  await app.close();
  await hasty.app.close();
});

describe('a client is cut off', () => {
  it.each([
    ['that sends nothing', ''],
    ['whose headers do not end', begun],
  ])('%s, and told why', async (_who, text) => {
    expectTimeout(await (await RawConnection.open(hasty.url)).send(text).ended);
  });

  it.each([
    ['whose body does not come', post],
    ['whose body never ends', chunked],
  ])('%s, and told why', async (_who, text) => {
    expectTimeout(await (await open()).send(text).ended);
  });

  it('that sends its headers letter by letter', async () => {
    expectTimeout(await (await RawConnection.open(hasty.url)).send(`${begun}x-slow: `).drip().ended);
  });

  it('that sends its body letter by letter', async () => {
    expectTimeout(await (await open()).send(post).drip().ended);
  });

  it('that has had its answer and asks nothing more', async () => {
    expect(answerIn(await (await open()).send(get('/now')).ended).status).toBe(200);
  });

  it('that does not read its answer', async () => {
    const client = await RawConnection.open(url, { reads: false });
    client.send(get('/large'));
    await eventually(async () => expect(await connections()).toBe(1));
    await eventually(async () => expect(await connections()).toBe(0));
    client.close();
  });
});

it('a client that waits for its answer is never cut off, however slow others are meanwhile', async () => {
  const patient = (await open()).send(get('/held'));
  await eventually(async () => expect(held).toHaveLength(1));
  // Each is cut off when its limit has passed: the last of them when that of the patient one would have passed long ago.
  for (const text of ['', post, get('/now')]) {
    await (await open()).send(text).ended;
  }
  held[0]?.();
  expect(answerIn(await patient.hears('after a while')).status).toBe(200);
});

it('others are served while hundreds are slow and cut off', async () => {
  const slow = await Promise.all(Array.from({ length: 300 }, async (_, index) => (await open()).send(index % 2 ? begun : post)));
  const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}/now`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  await Promise.all(slow.map(({ ended }) => ended));
});

it('others are served beside a thousand that say nothing', async () => {
  const besieged = await listeningApp(SlowController);
  const idle = await Promise.all(Array.from({ length: 1000 }, () => RawConnection.open(besieged.url)));
  const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${besieged.url}/now`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  idle.forEach((client) => client.close());
  await besieged.app.close();
});

it('a client has so many requests unanswered and no more', async () => {
  const client = (await open()).send(get('/held').repeat(7));
  await eventually(async () => expect(held).toHaveLength(5));
  held.splice(0).forEach((answer) => answer());
  const received = await client.hears(/(too_many_unanswered[^]*){2}/);
  expect(received.match(/HTTP\/1.1 \d+/g)).toEqual([...Array(5).fill('HTTP/1.1 200'), ...Array(2).fill('HTTP/1.1 429')]);
});

describe('what is said of an unreadable request is never taken for the answer to another:', () => {
  it('nothing is said while another waits for its answer', async () => {
    const client = (await open()).send(get('/held'));
    await eventually(async () => expect(held).toHaveLength(1));
    expect(await client.send('nonsense\r\n\r\n').ended).toBe('');
  });

  it('nothing more is said to a request that was answered before it came whole', async () => {
    const client = (await open()).send(post.replace('host: shop', 'host: /'));
    expect((await client.ended).match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });

  it('something is said when that request came whole in the end', async () => {
    const client = (await open()).send(post.replace('host: shop', 'host: /'));
    await client.hears('HTTP/1.1 400');
    expect((await client.send(`${'x'.repeat(999)}nonsense\r\n\r\n`).ended).match(/HTTP\/1.1 \d+/g)).toEqual(Array(2).fill('HTTP/1.1 400'));
  });
});

describe('beyond its limit of connections a process', () => {
  it('takes no more until one is closed, and serves those it has', async () => {
    const crowded = await listeningApp(SlowController, { connections: 2 });
    const [first, second] = [await RawConnection.open(crowded.url), await RawConnection.open(crowded.url)];
    expect(await (await RawConnection.open(crowded.url)).ended).toBe('');
    expect(answerIn(await first.send(get('/now')).hears('at once')).status).toBe(200);
    second.close();
    await eventually(async () => {
      const third = (await RawConnection.open(crowded.url)).send('GET /now HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n');
      expect(answerIn(await third.ended).status).toBe(200);
    });
    first.close();
    await crowded.app.close();
  });
});

describe('a process that stops', () => {
  it('waits for no answer to a client that left with several open, nor for one that never said what it wants', async () => {
    const stopping = await listeningApp(SlowController);
    const client = (await RawConnection.open(stopping.url)).send(get('/held').repeat(3));
    await eventually(async () => expect(held).toHaveLength(3));
    const undecided = (await RawConnection.open(stopping.url)).send(begun);
    client.close();
    await stopping.app.close();
    expect(await undecided.ended).toBe('');
  });
});

function expectTimeout(received: string): void {
  const { status, headers, body } = answerIn(received);
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 408, type: 'application/problem+json' });
  expect(JSON.parse(body)).toMatchObject({ code: 'request_timeout', requestId: headers.get('x-request-id') });
}

function open(): Promise<RawConnection> {
  return RawConnection.open(url);
}

function connections(): Promise<number> {
  const server = app.getHttpServer() as { getConnections(done: (error: Error | null, count: number) => void): void };
  return new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count))));
}
