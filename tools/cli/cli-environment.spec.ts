import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliEnvironment } from './cli-environment';

const local = {
  MONGO_URI: 'mongodb://127.0.0.1:27017/orders',
  REDIS_HOST: '127.0.0.1',
  REDIS_PORT: '6379',
  SQS_QUEUE_URL: 'http://127.0.0.1:4566/000000000000/orders',
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:4566',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY: 'local',
  AWS_SECRET_KEY: 'local',
  AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:8005',
  SES_EMAIL: 'orders@example.com',
};

describe('the environment of the command line', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'cli-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is what is given when no stack runs', () => {
    expect(cliEnvironment({ AWS_REGION: 'eu-central-1', SES_EMAIL: '' }, dataDir)).toEqual({ AWS_REGION: 'eu-central-1' });
  });

  it('is that of the running stack when nothing is given, with its secret', () => {
    writeStack(process.pid);
    writeFileSync(join(dataDir, 'jwt-secret'), 'the secret of the stack');
    expect(cliEnvironment({}, dataDir)).toEqual({ ...local, JWT_SECRET: 'the secret of the stack' });
  });

  it('does not believe what a stack that has ended left behind', () => {
    writeStack(spawnSync(process.execPath, ['--version']).pid);
    expect(cliEnvironment({}, dataDir)).toEqual({});
  });

  it('is what is given where it names a part, and mixes nothing of the stack into that part', () => {
    writeStack(process.pid);
    const queue = { SQS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/orders', AWS_REGION: 'eu-central-1' };
    const given = { ...queue, REDIS_HOST: 'redis' };
    const environment = cliEnvironment(given, dataDir);
    expect(environment).toMatchObject({ ...given, MONGO_URI: local.MONGO_URI, SES_EMAIL: local.SES_EMAIL });
    for (const name of ['AWS_ENDPOINT_URL_SQS', 'AWS_ACCESS_KEY', 'AWS_SECRET_KEY', 'REDIS_PORT']) {
      expect(environment).not.toHaveProperty(name);
    }
  });

  it('finds the queue at an emulator that is given, as the start does', () => {
    writeStack(process.pid);
    expect(cliEnvironment({ AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324' }, dataDir)).toMatchObject({
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324',
      SQS_QUEUE_URL: 'http://127.0.0.1:9324/000000000000/orders',
      AWS_REGION: 'us-east-1',
    });
  });

  function writeStack(pid: number): void {
    const stack = { launcher: process.pid, processes: { mongod: process.pid, 'SQS emulator': pid }, environment: local };
    writeFileSync(join(dataDir, 'stack.json'), JSON.stringify(stack));
  }
});
