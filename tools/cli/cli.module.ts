import { Module } from '@nestjs/common';
import { AuditCommand } from './audit/audit.command';
import { CommandLine } from './command-line';
import { DeadLettersCommand } from './dead-letters/dead-letters.command';

/** The commands of `npm run cli`. Each opens what it works with by itself, with `withService`: no other part need be up. */
@Module({ providers: [CommandLine, AuditCommand, ...DeadLettersCommand.registerWithSubCommands()] })
export class CliModule {}
