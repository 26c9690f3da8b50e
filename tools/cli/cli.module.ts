import { Module } from '@nestjs/common';
import { AdminCommand } from './admin/admin.command';
import { AuditCommand } from './audit/audit.command';
import { CatalogueCommand } from './catalogue/catalogue.command';
import { CommandLine } from './command-line';
import { DeadLettersCommand } from './dead-letters/dead-letters.command';
import { QueuesCommand } from './queues/queues.command';
import { ReconcileCommand } from './reconcile/reconcile.command';

/** The commands of `npm run cli`. Each opens what it works with by itself, with `withService`: no other part need be up. */
@Module({
  providers: [
    CommandLine,
    ...QueuesCommand.registerWithSubCommands(),
    ...AdminCommand.registerWithSubCommands(),
    ...CatalogueCommand.registerWithSubCommands(),
    AuditCommand,
    ReconcileCommand,
    ...DeadLettersCommand.registerWithSubCommands(),
  ],
})
export class CliModule {}
