import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandLineProcess } from './support/command-line-process';

const page = readFileSync(resolve(__dirname, '../docs/cli.md'), 'utf8');
/** A unit test holds that these are all there are. */
const commands = [...page.matchAll(/^## `([^`]+)`$/gm)].map(([, words = '']) => words);

/** Nothing is given: no database, no queue, not even a region. */
const run = (words: string, ...more: string[]) => new CommandLineProcess([...words.split(' '), ...more], {}).ran();

it('refuses a command that a group of them does not have', async () => {
  const { exitCode, stderr } = await run('queues destroy');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("error: unknown command 'destroy'")]);
});

describe.each(commands)('%s', (words) => {
  it('explains itself, what it takes and how it is called, whatever is or is not there', async () => {
    const { exitCode, stdout, stderr } = await run(words, '--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: npm run cli -- ${words}[^\\n]*\\n\\n\\S`));
    expect(stdout).toContain('\nFor example:\n');
    const options = stdout.split('\nOptions:\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
    expect(options.filter((line) => line.startsWith('  -') && !/^ {2}-.+ {2}\S/.test(line))).toEqual([]);
  });

  it('refuses what it does not know, with its usage and no stack', async () => {
    const { exitCode, stdout, stderr } = await run(words, '--no-such-option');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^error: (unknown option '--no-such-option'|required option)/);
    expect(stderr).toContain(`Usage: npm run cli -- ${words}`);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
