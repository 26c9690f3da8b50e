import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module';
import { CommandLine } from './command-line';
import { examples } from './examples';

const page = readFileSync(resolve(__dirname, '../../docs/cli.md'), 'utf8');

describe('the page about the command line', () => {
  let commands: readonly string[];

  beforeAll(async () => {
    const app = await CommandFactory.createWithoutRunning(CliModule, { logger: false });
    await app.init();
    commands = app.get(CommandLine).commands;
    await app.close();
  });

  it('has a section on every command, and on no other', () => {
    const sections = [...page.matchAll(/^## `([^`]+)`$/gm)].map(([, words]) => words);
    expect(commands.length).toBeGreaterThan(7);
    expect([...sections].sort()).toEqual([...commands].sort());
  });

  it('shows how each is called, as its help does', () => {
    expect(Object.keys(examples).sort()).toEqual([...commands].sort());
    for (const example of Object.values(examples).flat()) {
      expect(page).toContain(example);
    }
  });
});
