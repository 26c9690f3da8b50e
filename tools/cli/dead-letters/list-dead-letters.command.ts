import { DeadLetter } from '@app/messaging';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { print, table } from '../print';
import { withDeadLetters } from './with-dead-letters';

const most = 100;

@SubCommand({ name: 'list', description: `Show them with the reason, newest first, ${most} at most` })
export class ListDeadLettersCommand extends CommandRunner {
  override async run(_arguments: string[], options: { json?: boolean }): Promise<void> {
    const [total, letters] = await withDeadLetters((office) => Promise.all([office.count(), office.list(most)]));
    const unseen = total - letters.length;
    print({ text: textOf(letters, total), json: letters }, options);
    if (unseen > 0) {
      process.stderr.write(letters.length < most ? `About ${unseen} more may be there. Look again in a minute.\n` : `There are about ${unseen} more.\n`);
    }
  }

  @Option({ flags: '--json', description: 'as JSON, with the messages as they are' })
  asJson(): boolean {
    return true;
  }
}

function textOf(letters: readonly DeadLetter[], total: number): string {
  const rows = letters.map(({ id, queue, sentAt, orderId = '', eventType = '', reason }) => [
    id,
    queue,
    sentAt.toISOString(),
    eventType,
    orderId,
    reason,
  ]);
  if (rows.length === 0) {
    return total > 0 ? 'There are none to be seen at this moment.' : 'There are no dead letters.';
  }
  return table(['ID', 'QUEUE', 'SENT', 'EVENT', 'ORDER', 'REASON'], rows);
}
