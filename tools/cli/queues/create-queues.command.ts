import { Module } from '@nestjs/common';
import { MessagingModule } from '@app/messaging';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { print, table } from '../print';
import { withService } from '../with-service';
import { CreateQueues } from './create-queues';

/** All that queues need: neither the database nor Redis. */
@Module({ imports: [MessagingModule.register()], providers: [CreateQueues] })
class QueuesModule {}

@SubCommand({ name: 'create', description: 'Make the queues with their dead-letter queues; one that is there stays as it is' })
export class CreateQueuesCommand extends CommandRunner {
  override async run(_arguments: string[], options: { json?: boolean }): Promise<void> {
    const queues = await withService(QueuesModule, CreateQueues, (create) => create.execute());
    const rows = queues.map(({ name, isNew, url }) => [name, isNew ? 'made' : 'was there', url]);
    print({ text: table(['QUEUE', '', 'URL'], rows), json: queues }, options);
    for (const { name, fault } of queues.filter((queue) => queue.fault !== undefined)) {
      process.stderr.write(`${name} ${fault}.\n`);
      process.exitCode = 1;
    }
  }

  @Option({ flags: '--json', description: 'as JSON' })
  asJson(): boolean {
    return true;
  }
}
