import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { print } from '../print';
import { mendDeadLetters } from './with-dead-letters';

@SubCommand({ name: 'drop', arguments: '[ids...]', description: 'Delete them for good' })
export class DropDeadLettersCommand extends CommandRunner {
  override async run(ids: string[], { all = false, json }: { all?: boolean; json?: boolean }): Promise<void> {
    if (all === ids.length > 0) {
      this.command.error('error: name the letters by their ids, or say --all');
    }
    const dropped = await mendDeadLetters('Deleting', all, (office, options) => office.drop(all ? 'all' : ids, options));
    print({ text: `Dropped: ${dropped}`, json: { dropped } }, { json });
  }

  @Option({ flags: '--all', description: 'all that are there now' })
  takesAll(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  asJson(): boolean {
    return true;
  }
}
