import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(__dirname, '..');

/** Its figures are worth nothing beside other tests; that it still measures both systems is. */
it('the benchmark measures this system beside its baseline', async () => {
  const benchmark = ['-r', '@swc-node/register', 'tools/bench/main.ts', '--quick', '--only', 'lone-order'];
  const { stdout } = await run(process.execPath, benchmark, { cwd: root });
  expect(stdout).toMatch(/\| lone order \| seed-like +\| [\d.]+ ms .*\n\| lone order \| this system +\| [\d.]+ ms /);
}, 300_000);
