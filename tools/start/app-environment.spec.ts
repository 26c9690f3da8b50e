import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEnvironments, hasOwnDatabase } from './app-environment';

describe('the environment of the apps', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'apps-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const local = { MONGO_URI: 'mongodb://127.0.0.1:27017/orders', REDIS_HOST: '127.0.0.1' };

  it('keeps its secret between starts', async () => {
    const first = await appEnvironments(local, dataDir);
    expect(first.api.JWT_SECRET?.length).toBeGreaterThanOrEqual(32);
    expect((await appEnvironments(local, dataDir)).api.JWT_SECRET).toBe(first.api.JWT_SECRET);
  });

  it('is what the user says, where the user says anything', async () => {
    const { processor } = await appEnvironments({ ...local, JWT_SECRET: 'given', HOST: '0.0.0.0', LOG_LEVEL: '' }, dataDir);
    expect(processor).toMatchObject({ JWT_SECRET: 'given', HOST: '0.0.0.0' });
    expect(processor).not.toHaveProperty('LOG_LEVEL');
  });

  it('gives each app a port of its own', async () => {
    const { api, processor } = await appEnvironments(local, dataDir);
    expect(api.PORT).not.toBe(processor.PORT);
  });

  it('tells both where live updates go when there is no Redis', async () => {
    const { api, processor } = await appEnvironments({ ...local, REDIS_HOST: '' }, dataDir);
    expect(processor.LIVE_PEERS).toBe(`127.0.0.1:${api.LIVE_PORT}`);
  });

  it('puts no known password into a database elsewhere', async () => {
    const { api } = await appEnvironments({ ...local, MONGO_URI: 'mongodb+srv://db.example.com/orders' }, dataDir);
    expect(api).not.toHaveProperty('ADMIN_PASSWORD');
  });
});

describe('a database', () => {
  it.each([
    ['mongodb://127.0.0.1:27017/orders', true],
    ['mongodb://u:p@localhost/orders?replicaSet=rs0', true],
    ['mongodb://localhost:1,db.example.com:2/orders', false],
    ['mongodb://localhost@db.example.com/orders', false],
    ['mongodb+srv://localhost/orders', false],
    ['', false],
  ])('%s is on this machine: %s', (MONGO_URI, expected) => {
    expect(hasOwnDatabase({ MONGO_URI })).toBe(expected);
  });
});
