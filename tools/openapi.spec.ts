import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { documentText } from './openapi';

const root = resolve(__dirname, '..');
const command = 'npm run openapi';

describe(`what \`${command}\` wrote`, () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'client-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is the document of the API as the code is now', async () => {
    expect(JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'))).toEqual(JSON.parse(await documentText()));
  });

  it('is the client of that document', async () => {
    const args = ['--file', 'clients/typescript/openapi-ts.config.mjs', '--no-log-file', '--silent'];
    await promisify(execFile)(resolve(root, 'node_modules/.bin/openapi-ts'), args, {
      cwd: root,
      env: { ...process.env, CLIENT_DIRECTORY: directory },
    });
    expect(filesIn(join(root, 'clients/typescript/src/generated'))).toEqual(filesIn(directory));
  });
});

/** By their paths. */
function filesIn(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length), readFileSync(path, 'utf8')]));
}
