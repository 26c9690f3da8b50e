import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { print } from '../print';
import { mendDeadLetters } from './with-dead-letters';

@SubCommand({ name: 'redrive', arguments: '[ids...]', description: 'Send them back to where they failed' })
export class RedriveDeadLettersCommand extends CommandRunner {
  override async run(ids: string[], { all = false, json }: { all?: boolean; json?: boolean }): Promise<void> {
    if (all === ids.length > 0) {
      this.command.error('error: name the letters by their ids, or say --all');
    }
    const redriven = await mendDeadLetters('Sending back', all, (office, options) => office.redrive(all ? 'all' : ids, options));
    print({ text: `Sent back: ${redriven}`, json: { redriven } }, { json });
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
