import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { CreateQueuesCommand } from './create-queues.command';

@Command({ name: 'queues', description: 'The queues between the apps', subCommands: [CreateQueuesCommand] })
export class QueuesCommand extends CommandGroup {}
