import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requiredVariables } from '../../test/a-config';
import { Config } from './config';
import { InvalidEnvironment, parseConfig, withSecretsRead } from './load-config';
import { layered } from './secret-files';
import { variablesOf } from './variable';

const secret = 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uow';
const values = {
  MONGO_URI: `mongodb://user:${secret}@127.0.0.1:1/nowhere`,
  JWT_SECRET: secret,
  JWT_SECRET_PREVIOUS: secret,
  AWS_SECRET_KEY: secret,
  ADMIN_PASSWORD: secret,
  METRICS_TOKEN: secret,
};
const complete = { ...requiredVariables, ...values, AWS_ACCESS_KEY: 'key', ADMIN_EMAIL: 'admin@example.com' };

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'secrets-'))));
afterEach(() => rmSync(directory, { recursive: true }));

describe('a secret', () => {
  it('is each variable that nobody may see', () => {
    const withFile = variablesOf(Config).filter(({ file }) => file);
    expect(withFile.map(({ name }) => name)).toEqual(Object.keys(values));
  });

  it.each(Object.entries(values))('%s can be given in a file', (name, value) => {
    expect(parseConfig({ ...complete, ...inFile(name, value) })).toMatchObject({ [name]: value });
  });

  it.each([
    ['without its last line break', `${secret}\n`, secret],
    ['without its last line break, as Windows writes it', `${secret}\r\n`, secret],
    ['with any other', `${secret}\n\n`, `${secret}\n`],
    ['with its spaces', ` ${secret} `, ` ${secret} `],
  ])('is the file %s', (_, content, JWT_SECRET) => {
    expect(parseConfig({ ...complete, ...inFile('JWT_SECRET', content) })).toMatchObject({ JWT_SECRET });
  });

  it('in a file replaces the one that a lower layer sets, and the reverse', () => {
    expect(layered({ JWT_SECRET: 'a', PORT: '1' }, { JWT_SECRET_FILE: 'b' })).toEqual({ JWT_SECRET_FILE: 'b', PORT: '1' });
    expect(layered({ JWT_SECRET_FILE: 'a', PORT: '1' }, { JWT_SECRET: 'b', PORT: '2' })).toEqual({ JWT_SECRET: 'b', PORT: '2' });
    expect(layered({ JWT_SECRET_FILE: 'a' }, { JWT_SECRET: '' })).toEqual({ JWT_SECRET: '' });
  });

  it('is in its place, and nowhere else, for those who look at it before the config does', () => {
    const read = withSecretsRead({ PORT: '1', ...inFile('MONGO_URI', values.MONGO_URI) });
    expect(read).toEqual({ PORT: '1', MONGO_URI: values.MONGO_URI, MONGO_URI_FILE: '' });
  });
});

describe('a file that is no use', () => {
  const cases: [string, (file: string) => object, string][] = [
    ['is not there', (file) => ({ JWT_SECRET_FILE: `${file}-${secret}` }), 'JWT_SECRET_FILE names a file that cannot be read (ENOENT)'],
    ['is a directory', () => ({ JWT_SECRET_FILE: directory }), 'JWT_SECRET_FILE names a file that cannot be read (EISDIR)'],
    ['is empty', (file) => ({ JWT_SECRET_FILE: written(file, '') }), 'JWT_SECRET_FILE names an empty file'],
    ['holds a line break only', (file) => ({ JWT_SECRET_FILE: written(file, '\n') }), 'JWT_SECRET_FILE names an empty file'],
    [
      'stands beside the secret itself',
      (file) => ({ JWT_SECRET: secret, JWT_SECRET_FILE: written(file, secret) }),
      'JWT_SECRET and JWT_SECRET_FILE are both set',
    ],
    [
      'holds what the variable may not be',
      (file) => ({ JWT_SECRET_FILE: written(file, 'too-short-secret') }),
      'JWT_SECRET must be random and at least 32 characters long: openssl rand -base64 48',
    ],
  ];

  it.each(cases)('because it %s is one problem among the others, which shows neither name nor content', (_, given, problem) => {
    const file = join(directory, 'jwt-secret');
    const { message, problems } = refusalOf({ ...requiredVariables, JWT_SECRET: '', SES_EMAIL: 'shop', ...given(file) });
    expect(problems).toHaveLength(2);
    expect(problems).toEqual(expect.arrayContaining([problem, 'SES_EMAIL must be an email']));
    expect(message).not.toContain(secret);
    expect(message).not.toContain('too-short-secret');
    expect(message).not.toContain(directory);
  });

  it('is not held against what needs the secret beside it', () => {
    const files = { AWS_ACCESS_KEY: 'key', AWS_SECRET_KEY_FILE: directory, ADMIN_EMAIL: 'a@example.com', ADMIN_PASSWORD_FILE: directory };
    expect(refusalOf({ ...requiredVariables, ...files }).problems).toEqual([
      'AWS_SECRET_KEY_FILE names a file that cannot be read (EISDIR)',
      'ADMIN_PASSWORD_FILE names a file that cannot be read (EISDIR)',
    ]);
  });

  it('is told to those who look before the config does, all at once', () => {
    const files = { JWT_SECRET_FILE: join(directory, 'nothing'), ADMIN_PASSWORD_FILE: directory };
    expect(() => withSecretsRead(files)).toThrow(InvalidEnvironment);
    expect(() => withSecretsRead(files)).toThrow(/JWT_SECRET_FILE names .*\n.*ADMIN_PASSWORD_FILE names /);
  });
});

/** The variable that names a file with this content, and the secret itself unset. */
function inFile(name: string, content: string): Record<string, string> {
  return { ...(name in complete && { [name]: '' }), [`${name}_FILE`]: written(join(directory, name), content) };
}

function written(file: string, content: string): string {
  writeFileSync(file, content);
  return file;
}

function refusalOf(environment: Record<string, string>): InvalidEnvironment {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof InvalidEnvironment) {
      return error;
    }
    throw error;
  }
  throw new Error('The environment was accepted.');
}
