import { createInterface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { Refusal } from '../refusal';

/** More than any password has; whoever sends more has sent something else. */
const longestInput = 4096;

interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
}

/**
 * The password for an account: that of the environment, unless the environment means another account; then whoever sits
 * at the terminal is asked, twice, and sees nothing of what they type; without a terminal it is what standard input
 * holds, less the last line break. It is taken out of the environment, which has its own rules for it.
 *
 * @throws Refusal when there is none, or the two differ.
 */
export async function passwordFor(email: string, fromInput = false, { input, output }: Terminal = terminal()): Promise<string> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = process.env;
  Object.assign(process.env, { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
  if (!fromInput && ADMIN_PASSWORD && (!ADMIN_EMAIL || isSame(ADMIN_EMAIL, email))) {
    return ADMIN_PASSWORD;
  }
  const password = input.isTTY ? await promptedTwice(input, output) : await read(input);
  if (password === '') {
    throw new Refusal('There is no password: give it on standard input, in ADMIN_PASSWORD or in the file that ADMIN_PASSWORD_FILE names.');
  }
  return password;
}

function terminal(): Terminal {
  return { input: process.stdin, output: process.stderr };
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

async function read(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    length += chunks.at(-1)?.length ?? 0;
    if (length > longestInput) {
      throw new Refusal('What stands on standard input is too long for a password.');
    }
  }
  const password = Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/, '');
  if (/[\r\n]/.test(password)) {
    throw new Refusal('What stands on standard input has more than one line: a password has one.');
  }
  return password;
}

async function promptedTwice(input: Readable, output: Writable): Promise<string> {
  const password = await prompted('Password: ', input, output);
  if (password !== (await prompted('Once more: ', input, output))) {
    throw new Refusal('The two passwords differ.');
  }
  return password;
}

/** Editing and Ctrl-C are readline's, whose echo goes nowhere. */
function prompted(question: string, input: Readable, output: Writable): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    const end = (how: () => void) => {
      output.write('\n');
      how();
      lines.close();
    };
    lines.once('line', (line) => end(() => resolve(line)));
    lines.once('SIGINT', () => end(() => reject(new Refusal('Nothing was changed.'))));
    lines.once('close', () => reject(new Refusal('Nothing was changed.')));
  });
}
