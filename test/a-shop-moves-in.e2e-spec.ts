import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TreeCopy } from '../tools/mutations/tree-copy';
import { AppProcess } from './support/app-process';
import { CommandLineProcess } from './support/command-line-process';
import { admin, environmentOfItsOwn, RunningSystem } from './support/running-system';

const operator = { email: 'operator@example.com', password: 'a password for operators' };

/** A clone whose shop/ holds the rules of docs/extending.md: nothing else of it is changed. */
describe('a shop that put its rules into shop/', () => {
  const root = mkdtempSync(join(tmpdir(), 'shop-'));
  const environment = { ...environmentOfItsOwn(), LARGE_ORDER: '50000' } as Record<string, string>;
  let system: RunningSystem;

  beforeAll(async () => {
    TreeCopy.make(resolve(__dirname, '..'), root);
    cpSync(join(root, 'test/shop'), join(root, 'shop'), { recursive: true });
    const extensions = join(root, 'shop/extensions.ts');
    writeFileSync(extensions, readFileSync(extensions, 'utf8').replaceAll("'../../apps/", "'../apps/"));
    run('npm', 'run', '--silent', 'build');
    system = await RunningSystem.start({ environment, launch: () => ({ root }) });
  });
  afterAll(async () => {
    await system.stop();
    rmSync(root, { recursive: true });
  });

  it('passes lint and types as it stands', () => {
    run('npx', 'eslint', 'shop', 'apps/api/src/main.ts', 'apps/order-processor/src/main.ts', '--max-warnings', '0');
  });

  it('has both apps heed them, and what the environment tells them', async () => {
    const [administrator, customer] = [await system.admin(), await system.customer()];
    await administrator.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 1000, currency: 'EUR', onHand: 1000 });
    const { body: small } = await customer.place([{ sku: 'TEA', quantity: 10 }]);
    expect(small).toMatchObject({ total: 9000 });
    expect((await customer.decided(small.id)).status).toBe('CONFIRMED');
    const { body: large } = await customer.place([{ sku: 'TEA', quantity: 60 }]);
    expect(await customer.decided(large.id)).toMatchObject({ status: 'REJECTED', total: 54_000 });
  });

  it('has the command line keep passwords as the API does', async () => {
    const ensure = new CommandLineProcess(['admin', 'ensure', '--email', operator.email], { DATA_DIR: '/nowhere', ...environment }, operator.password, root);
    expect(await ensure.ran()).toMatchObject({ exitCode: 0, stderr: '' });
    const visitor = system.visitor();
    await visitor.logIn(operator.email, operator.password);
    expect(await visitor.get('/api/admin/users?limit=1')).toMatchObject({ status: 200 });
  });

  it('is told at the start what is wrong with its own variables, beside what is wrong with the others', async () => {
    const app = new AppProcess('api', { ...environment, LARGE_ORDER: 'much', ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: '' }, [], root);
    expect(await app.exitCode).toBe(1);
    expect(app.output).toMatch(/ADMIN_EMAIL needs ADMIN_PASSWORD beside it\n(.*\n)*.*LARGE_ORDER must/);
    expect(app.output).not.toContain('much');
  });

  function run(command: string, ...words: string[]): void {
    execFileSync(command, words, { cwd: root, stdio: 'pipe', encoding: 'utf8' });
  }
});
