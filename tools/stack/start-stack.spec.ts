import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STACK_FILE, startStack } from './start-stack';

describe('the file that tells where the stack is', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'stack-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it("is for its owner only: the user's own keys of AWS may be in it", async () => {
    const environment = {
      MONGO_URI: 'mongodb://127.0.0.1:9/orders',
      REDIS_HOST: '127.0.0.1',
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:9',
      AWS_SECRET_KEY: 'my own key',
    };
    const nothing = () => undefined;
    const stack = await startStack({ dataDir, environment, report: { progress: nothing, done: nothing, note: nothing, failed: nothing } });
    const file = join(dataDir, STACK_FILE);
    expect(readFileSync(file, 'utf8')).toContain('my own key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await stack.stop();
  });
});
