import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { CommandRunner, InjectCommander } from 'nest-commander';
import { examples, notes } from './examples';

type Command = Parameters<CommandRunner['setCommand']>[0];

const start = 'npm run cli --';

/** What all commands have in common: unknown and superfluous arguments are refused with the usage, the help ends with examples. */
@Injectable()
export class CommandLine implements OnApplicationBootstrap {
  constructor(@InjectCommander() private readonly root: Command) {}

  /** The words of every command that does something. */
  get commands(): readonly string[] {
    return leavesOf(this.root).map(wordsOf);
  }

  onApplicationBootstrap(): void {
    this.root.name(start);
    makeStrict(this.root);
    leavesOf(this.root).forEach(addExamples);
  }
}

function makeStrict(command: Command): void {
  command.allowExcessArguments(command.commands.length > 0).showHelpAfterError();
  command.commands.forEach(makeStrict);
}

function leavesOf(command: Command): Command[] {
  return command.commands.length > 0 ? command.commands.flatMap(leavesOf) : [command];
}

function wordsOf(command: Command): string {
  return command.parent?.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

function addExamples(command: Command): void {
  const words = wordsOf(command);
  const lines = (examples[words] ?? []).map((example) => `  ${example.includes('|') ? example : `${start} ${example}`}`);
  const note = notes[words] ? `\n${notes[words]}\n` : '';
  command.addHelpText('after', `${note}\nFor example:\n${lines.join('\n')}\n\nThe environment decides where, then a .env file, then what npm start runs: docs/cli.md.`);
}
