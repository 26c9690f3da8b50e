import { Command, CommandRunner } from 'nest-commander';
import { EnsureAdminCommand } from './ensure-admin.command';

@Command({ name: 'admin', description: 'Accounts of administrators', subCommands: [EnsureAdminCommand] })
export class AdminCommand extends CommandRunner {
  /** Reached only without a command. */
  override async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
