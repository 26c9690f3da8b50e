import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from './support/eventually';
import { environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Body, Shopper } from './support/shopper';

const path = '/api/admin/dead-letters';
const unknownId = '00000000-0000-4000-8000-000000000000';
const root = resolve(__dirname, '..');

interface Letter extends Body {
  readonly body: string;
}

interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('dead letters', () => {
  const environment = Object.fromEntries(
    Object.entries(environmentOfItsOwn()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  let system: RunningSystem;
  let admin: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ environment });
    admin = await system.admin();
  });
  afterEach(() => admin.send('DELETE', path));
  afterAll(() => system.stop());

  it('show an administrator what failed and why', async () => {
    const letter = await poisoned('not an event at all');

    expect(letter).toMatchObject({
      queue: 'orders',
      body: 'not an event at all',
      reason: 'The message body is not JSON.',
      sentAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
    expect((await admin.get(`${path}?limit=1`)).body).toMatchObject({ data: [{ id: letter.id }], nextCursor: null });
    expect((await admin.get(`${path}?limit=101`)).status).toBe(400);
  });

  it.each([
    ['GET', path],
    ['POST', `${path}/redrive`],
    ['POST', `${path}/${unknownId}/redrive`],
    ['DELETE', path],
    ['DELETE', `${path}/${unknownId}`],
  ])('are closed to everybody else: %s %s', async (method, url) => {
    expect((await (await system.customer()).send(method, url)).status).toBe(403);
    expect((await system.visitor().send(method, url)).status).toBe(401);
  });

  it('go round again when they are sent back, and fail again if nothing was mended', async () => {
    const first = await poisoned('still poison');

    const redriven = await admin.send('POST', `${path}/${first.id}/redrive`);

    expect(redriven).toMatchObject({ status: 200, body: { redriven: 1 } });
    const second = await letterWith('still poison');
    expect(second.id).not.toBe(first.id);
    expect((await admin.send('POST', `${path}/${first.id}/redrive`)).body.code).toBe('dead_letter_not_found');
    expect(await admin.post(`${path}/redrive`, { ids: [second.id] })).toMatchObject({ status: 200, body: { redriven: 1 } });
    expect((await letterWith('still poison')).id).not.toBe(second.id);
  });

  it('are sent back all at once without a body, by nobody with a wrong one', async () => {
    await Promise.all(['one', 'two', 'three'].map(poisoned));

    for (const ids of [null, [], [17], ['../orders'], 'all']) {
      expect((await admin.post(`${path}/redrive`, { ids })).status).toBe(400);
    }
    expect(await admin.send('POST', `${path}/redrive`)).toMatchObject({ status: 200, body: { redriven: 3 } });
    await Promise.all(['one', 'two', 'three'].map(letterWith));
  });

  it('are gone for good once they are dropped', async () => {
    const letter = await poisoned('drop me');
    await poisoned('drop me, too');

    expect((await admin.send('DELETE', `${path}/${letter.id}`)).status).toBe(204);

    const again = await admin.send('DELETE', `${path}/${letter.id}`);
    expect(again).toMatchObject({ status: 404, body: { code: 'dead_letter_not_found' } });
    expect(await admin.send('DELETE', path)).toMatchObject({ status: 200, body: { dropped: 1 } });
    expect((await admin.get(path)).body.data).toEqual([]);
  });

  it('leave a trail of who did what', async () => {
    const letter = await poisoned('traced');
    const { id: actor } = (await admin.get('/api/auth/me')).body;

    await admin.send('DELETE', `${path}/${letter.id}`, { 'x-request-id': 'the-drop-of-this-test' });

    const letters = [letter.id];
    const trail = [
      expect.objectContaining({ actor, letters, msg: 'Dead letters are to be dropped' }),
      expect.objectContaining({ queue: 'orders', letters, msg: 'Dead letters were dropped' }),
    ];
    await eventually(async () => expect(system.apis[0]?.logOf('the-drop-of-this-test')).toEqual(expect.arrayContaining(trail)));
  });

  it('can be seen and dropped from the command line', async () => {
    const letter = await poisoned('from the command line');

    const listed = await cli('dead-letters', 'list');
    const listedAsJson = await cli('dead-letters', 'list', '--json');
    const dropped = await cli('dead-letters', 'drop', letter.id);

    expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(listed.stdout).toMatch(new RegExp(`^ID .*\n${letter.id}  orders .* The message body is not JSON\\.\n$`));
    expect(JSON.parse(listedAsJson.stdout)).toMatchObject([{ id: letter.id, body: 'from the command line' }]);
    expect(dropped).toEqual({ exitCode: 0, stdout: 'Dropped: 1\n', stderr: '' });
    expect(await cli('dead-letters', 'list')).toMatchObject({ stdout: 'There are no dead letters.\n' });
  });

  it('are sent back from the command line', async () => {
    const letter = await poisoned('round trip');

    const redriven = await cli('dead-letters', 'redrive', letter.id, '--json');

    expect(redriven).toEqual({ exitCode: 0, stdout: '{"redriven":1}\n', stderr: '' });
    expect((await letterWith('round trip')).id).not.toBe(letter.id);
    expect(await cli('dead-letters', 'redrive', '--all')).toMatchObject({ stdout: 'Sent back: 1\n' });
  });

  it('refuse a command line that is not clear', async () => {
    for (const words of [['drop'], ['drop', '--all', unknownId], ['list', 'what']]) {
      const { exitCode, stdout, stderr } = await cli('dead-letters', ...words);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('Usage: npm run cli -- dead-letters');
    }
    const notFound = await cli('dead-letters', 'drop', unknownId);
    expect(notFound).toEqual({ exitCode: 1, stdout: '', stderr: `There is no dead letter with the id ${unknownId}.\n` });
  });

  /** Something that no consumer can process, once it has become a dead letter. */
  async function poisoned(body: string): Promise<Letter> {
    const { AWS_REGION: region, AWS_ENDPOINT_URL_SQS: endpoint, SQS_QUEUE_URL: QueueUrl } = environment;
    const credentials = { accessKeyId: environment.AWS_ACCESS_KEY ?? '', secretAccessKey: environment.AWS_SECRET_KEY ?? '' };
    const sqs = new SQSClient({ region, endpoint, credentials, useQueueUrlAsEndpoint: false });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    sqs.destroy();
    return letterWith(body);
  }

  function letterWith(body: string): Promise<Letter> {
    return eventually(async () => {
      const { data } = (await admin.get(path)).body;
      const letter = (data as readonly Letter[]).find((candidate) => candidate.body === body);
      expect(letter).toBeDefined();
      return letter as Letter;
    });
  }

  function cli(...words: string[]): Promise<Ran> {
    const args = ['-r', '@swc-node/register', 'tools/cli/main.ts', ...words];
    const options = { cwd: root, env: { PATH: process.env.PATH, ...environment } };
    return new Promise((done) => {
      const child = execFile(process.execPath, args, options, (_, stdout, stderr) =>
        done({ exitCode: child.exitCode, stdout, stderr }),
      );
    });
  }
});
