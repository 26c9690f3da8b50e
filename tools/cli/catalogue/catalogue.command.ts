import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { ImportCatalogueCommand } from './import-catalogue.command';

@Command({ name: 'catalogue', description: 'The products that can be ordered', subCommands: [ImportCatalogueCommand] })
export class CatalogueCommand extends CommandGroup {}
