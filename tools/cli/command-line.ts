import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { CommandRunner, InjectCommander } from 'nest-commander';
import { examples } from './examples';

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
  command.allowExcessArguments(false).showHelpAfterError();
  command.commands.forEach(makeStrict);
}

function leavesOf(command: Command): Command[] {
  return command.commands.length > 0 ? command.commands.flatMap(leavesOf) : [command];
}

function wordsOf(command: Command): string {
  return command.parent?.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

function addExamples(command: Command): void {
  const lines = (examples[wordsOf(command)] ?? []).map((example) => `  ${example.includes('|') ? example : `${start} ${example}`}`);
  command.addHelpText('after', `\nFor example:\n${lines.join('\n')}`);
}
