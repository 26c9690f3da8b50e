import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { CommandRunner, InjectCommander } from 'nest-commander';

type Command = Parameters<CommandRunner['setCommand']>[0];

/** What all commands have in common: arguments that are not known or too many are refused, with the usage. */
@Injectable()
export class CommandLine implements OnApplicationBootstrap {
  constructor(@InjectCommander() private readonly root: Command) {}

  onApplicationBootstrap(): void {
    this.root.name('npm run cli --');
    makeStrict(this.root);
  }
}

function makeStrict(command: Command): void {
  command.allowExcessArguments(false).showHelpAfterError();
  command.commands.forEach(makeStrict);
}
