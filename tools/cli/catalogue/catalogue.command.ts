import { Command, CommandRunner } from 'nest-commander';
import { ImportCatalogueCommand } from './import-catalogue.command';

@Command({ name: 'catalogue', description: 'The products that can be ordered', subCommands: [ImportCatalogueCommand] })
export class CatalogueCommand extends CommandRunner {
  /** Reached only without a command. */
  override async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
