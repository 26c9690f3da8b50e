import { Command, CommandRunner } from 'nest-commander';
import { CreateQueuesCommand } from './create-queues.command';

@Command({ name: 'queues', description: 'The queues between the apps', subCommands: [CreateQueuesCommand] })
export class QueuesCommand extends CommandRunner {
  /** Reached only without a command. */
  override async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
