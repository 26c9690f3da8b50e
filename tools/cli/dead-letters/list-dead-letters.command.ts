import { DeadLetter } from '@app/messaging';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { print, table } from '../print';
import { withDeadLetters } from './with-dead-letters';

const most = 100;

@SubCommand({ name: 'list', description: `Show them with the reason, newest first, ${most} at most` })
export class ListDeadLettersCommand extends CommandRunner {
  override async run(_arguments: string[], options: { json?: boolean }): Promise<void> {
    const letters = await withDeadLetters((office) => office.list(most));
    print({ text: textOf(letters), json: letters }, options);
  }

  @Option({ flags: '--json', description: 'as JSON, with the messages as they are' })
  asJson(): boolean {
    return true;
  }
}

function textOf(letters: readonly DeadLetter[]): string {
  const rows = letters.map(({ id, queue, sentAt, orderId = '', eventType = '', reason }) => [
    id,
    queue,
    sentAt.toISOString(),
    eventType,
    orderId,
    reason,
  ]);
  return rows.length > 0 ? table(['ID', 'QUEUE', 'SENT', 'EVENT', 'ORDER', 'REASON'], rows) : 'There are no dead letters.';
}
