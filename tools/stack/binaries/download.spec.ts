import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report } from '../report';
import { download } from './download';

describe('a download', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'download-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const shown: string[] = [];
  const report: Report = { progress: (text) => shown.push(text), note: fail, done: fail, failed: fail };
  const run = (script: string, stallSeconds = 20) =>
    download(
      { name: 'thing', command: process.execPath, args: ['-e', script], environment: {}, directory, stallSeconds },
      report,
    );

  it('shows how far it is', async () => {
    const file = JSON.stringify(join(directory, 'thing'));
    await run(`require('fs').writeFileSync(${file}, Buffer.alloc(2e6)); setTimeout(() => undefined, 600)`);
    expect(shown).toContain('thing: 2.0 MB');
  });

  it('fails with what its program printed last', async () => {
    await expect(run('console.error("no such host"); process.exit(3)')).rejects.toThrow('no such host');
  });

  it('is given up when nothing comes any more', async () => {
    await expect(run('setInterval(() => undefined, 1000)', 0.5)).rejects.toThrow('nothing came for 0.5 s');
  });
});

function fail(): never {
  throw new Error('A download reports nothing but its progress.');
}
