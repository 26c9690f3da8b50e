import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { DropDeadLettersCommand } from './drop-dead-letters.command';
import { ListDeadLettersCommand } from './list-dead-letters.command';
import { RedriveDeadLettersCommand } from './redrive-dead-letters.command';

@Command({
  name: 'dead-letters',
  description: 'Messages that failed for good',
  subCommands: [ListDeadLettersCommand, RedriveDeadLettersCommand, DropDeadLettersCommand],
})
export class DeadLettersCommand extends CommandGroup {}
