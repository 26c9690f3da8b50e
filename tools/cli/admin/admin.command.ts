import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { EnsureAdminCommand } from './ensure-admin.command';

@Command({ name: 'admin', description: 'Accounts of administrators', subCommands: [EnsureAdminCommand] })
export class AdminCommand extends CommandGroup {}
