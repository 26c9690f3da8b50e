import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { CommandLineProcess, Ran } from './support/command-line-process';
import { environmentOfItsOwn, RunningSystem } from './support/running-system';

const password = 'a password for operators';
const catalogue = 'sku,name,unitPrice,currency,onHand\nMUG,"Mug, blue",1200,EUR,10\nTEA,Darjeeling,2490,EUR,3\n';

describe('an operator with nothing but the command line', () => {
  const environment = { ...environmentOfItsOwn(), ADMIN_EMAIL: '', ADMIN_PASSWORD: '', DATA_DIR: '/nowhere' } as Record<string, string>;
  const email = 'operator@example.com';

  it('makes the queues, once', async () => {
    const name = new URL(environment.SQS_QUEUE_URL ?? '').pathname.split('/').at(-1) ?? '';
    const made = await cli(['queues', 'create']);
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const rows = made.stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2));
    const queues = [name, `${name}-events`, `${name}-handlers`].flatMap((queue) => [`${queue}-dlq`, queue]);
    expect(rows.filter(([, state]) => state === 'made').map(([queue]) => queue)).toEqual(queues);
    const again = await cli(['queues', 'create', '--json']);
    expect(again.exitCode).toBe(0);
    expect((JSON.parse(again.stdout) as { isNew: boolean }[]).map(({ isNew }) => isNew)).toEqual(queues.map(() => false));
  });

  it('makes an administrator, whose password stands in no argument, and who is there the second time', async () => {
    const made = await cli(['admin', 'ensure', '--email', 'Operator@Example.com'], `${password}\n`);
    expect(made).toEqual({ exitCode: 0, stdout: `${email} is an administrator now: the account was created.\n`, stderr: '' });
    const again = await cli(['admin', 'ensure', '--email', email, '--json'], '', { ADMIN_PASSWORD: password });
    expect(JSON.parse(again.stdout)).toEqual({ email, outcome: 'unchanged', disabled: false });
  });

  it.each([
    [email, 'short', 'The password must have 12 to 128 characters.\n'],
    [email, '', 'There is no password'],
    ['nobody', password, 'email must be an e-mail address.\n'],
  ])('is told why %s with the password "%s" can be no administrator', async (address, secret, complaint) => {
    const { exitCode, stdout, stderr } = await cli(['admin', 'ensure', '--email', address], secret);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(complaint);
  });

  it('imports a catalogue from standard input, and no second time what is there', async () => {
    const words = ['catalogue', 'import', '-', '--format', 'csv'];
    expect(await cli(words, catalogue)).toEqual({ exitCode: 0, stdout: '2 created, 0 changed, 0 unchanged, 0 refused.\n', stderr: '' });
    expect((await cli(words, catalogue)).stdout).toBe('0 created, 0 changed, 2 unchanged, 0 refused.\n');
  });

  it('then starts the apps, and the first order is confirmed', async () => {
    const system = await RunningSystem.start({ environment });
    try {
      const customer = await system.customer();
      const { body } = await customer.place([{ sku: 'MUG', quantity: 4 }]);
      expect(await customer.decided(body.id)).toMatchObject({ status: 'CONFIRMED', total: 4800 });
      const admin = system.visitor();
      expect((await admin.logIn(email, password)).body).toMatchObject({ user: { role: 'admin' } });
      const raised = await cli(['admin', 'ensure', '--email', customer.email], password);
      expect(raised.stdout).toContain('has been raised');
      expect((await customer.logIn(customer.email, password)).body).toMatchObject({ user: { role: 'admin' } });
    } finally {
      await system.stop();
    }
  });

  it('imports around what is promised: a row that would leave less is refused by its line, the others are written', async () => {
    const next = catalogue.replace(',10\n', ',3\n').replace('2490', '2590');
    const { exitCode, stdout, stderr } = await cli(['catalogue', 'import', '-', '--format', 'csv'], next);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '0 created, 1 changed, 0 unchanged, 1 refused.\n' });
    expect(stderr).toBe('line 2: 4 units of MUG are reserved for confirmed orders; on hand may not fall below that.\n');
  });

  describe('whose environment is wrong', () => {
    let refusing: Server;
    beforeAll(async () => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-query-error': 'InvalidClientTokenId;Sender' };
      const body = JSON.stringify({ __type: 'com.amazon.coral.service#UnrecognizedClientException', message: 'No.' });
      refusing = createServer((_, response) => response.writeHead(403, headers).end(body));
      await new Promise<void>((listening) => refusing.listen(0, '127.0.0.1', listening));
    });
    afterAll(() => refusing.close());

    it('is told so in one message', async () => {
      const { port } = refusing.address() as AddressInfo;
      const endpoint = { AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}` };
      const refused = await cli(['queues', 'create'], '', endpoint);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^SQS at http:\/\/127\.0\.0\.1:\d+ refuses the credentials \(\w+\)\. [^\n]+\n$/);
      const away = await cli(['catalogue', 'import', '-', '--format', 'csv'], catalogue, { MONGO_URI: 'mongodb://127.0.0.1:1/none' });
      expect(away).toMatchObject({ exitCode: 1, stdout: '' });
      expect(away.stderr).toMatch(/^MongoDB does not answer [^\n]+\n$/);
    });
  });

  function cli(words: string[], input?: string, changes: Record<string, string> = {}): Promise<Ran> {
    return new CommandLineProcess(words, { ...environment, ...changes }, input).ran();
  }
});
