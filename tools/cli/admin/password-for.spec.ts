import { PassThrough } from 'node:stream';
import { passwordFor } from './password-for';

const email = 'ada@example.com';
const environment = process.env;

beforeEach(() => (process.env = { ...environment, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' }));
afterEach(() => (process.env = environment));

describe('the password for an administrator', () => {
  it('comes from standard input, all of it but the last line break', async () => {
    await expect(passwordFor(email, false, piped(' two words \r\n'))).resolves.toBe(' two words ');
  });

  it('comes from the environment before that, and leaves it', async () => {
    process.env.ADMIN_PASSWORD = 'from the environment';
    await expect(passwordFor(email, false, piped('other'))).resolves.toBe('from the environment');
    expect(process.env.ADMIN_PASSWORD).toBe('');
  });

  it('does not come from the environment when that means somebody else, or when standard input is asked for', async () => {
    Object.assign(process.env, { ADMIN_EMAIL: 'grace@example.com', ADMIN_PASSWORD: "grace's" });
    await expect(passwordFor(email, false, piped("ada's"))).resolves.toBe("ada's");
    Object.assign(process.env, { ADMIN_EMAIL: 'ADA@example.com', ADMIN_PASSWORD: 'the old one' });
    await expect(passwordFor(email, true, piped('the new one'))).resolves.toBe('the new one');
  });

  it('is asked for twice at a terminal, which shows nothing of it', async () => {
    const terminal = typed('a secref\u007Ft\r', 'a secret\r');
    await expect(passwordFor(email, false, terminal)).resolves.toBe('a secret');
    expect(String(terminal.output.read())).toBe('Password: \nOnce more: \n');
  });

  it.each([
    ['nothing', () => piped(''), 'There is no password'],
    ['two lines', () => piped('one\ntwo\n'), 'more than one line'],
    ['far too much', () => piped('x'.repeat(5000)), 'too long'],
    ['two that differ', () => typed('one\r', 'other\r'), 'The two passwords differ.'],
    ['a Ctrl-C', () => typed('one\u0003'), 'Nothing was changed.'],
  ])('is not made of %s', async (_what, terminal, refusal) => {
    await expect(passwordFor(email, false, terminal())).rejects.toThrow(refusal);
  });
});

function piped(text: string) {
  return { input: new PassThrough().end(text), output: new PassThrough() };
}

/** Each text is typed when the terminal asks. */
function typed(...texts: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  const write = output.write.bind(output);
  jest.spyOn(output, 'write').mockImplementation((chunk: unknown) => {
    if (String(chunk).endsWith(': ')) {
      setImmediate(() => input.write(texts.shift()));
    }
    return write(chunk as string);
  });
  return { input, output };
}
