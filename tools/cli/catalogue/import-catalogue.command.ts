import { Module } from '@nestjs/common';
import { ImportProducts, InventoryModule } from '@app/inventory';
import { MongoModule } from '@app/platform';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { interruptedExitCode, interruptible } from '../interruptible';
import { print } from '../print';
import { Progress } from '../progress';
import { Refusal } from '../refusal';
import { withService } from '../with-service';
import { CatalogueFile, catalogueFormats, formatOf, withCatalogueFile } from './catalogue-file';
import { checkCatalogue, Fault } from './check-catalogue';
import { CatalogueWritten, writeCatalogue } from './write-catalogue';

/** All that an import writes. */
@Module({ imports: [MongoModule, InventoryModule.register()] })
class CatalogueModule {}

interface ImportOptions {
  readonly format?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: 'Put the products of a CSV or NDJSON file (- is standard input) into the catalogue; all of it is checked before anything is written',
})
export class ImportCatalogueCommand extends CommandRunner {
  override async run([name = '-']: string[], options: ImportOptions): Promise<void> {
    const format = formatOf(name, options.format);
    await interruptible((signal) =>
      withCatalogueFile(name, format, signal, async (file) => {
        const rows = await this.check(file, signal);
        if (options.dryRun) {
          print({ text: `All ${rows} rows can be imported.`, json: { rows } }, options);
        } else {
          await this.write(file, rows, signal, options);
        }
      }),
    ).catch(endInterrupted);
  }

  @Option({ flags: '--format <format>', description: `${catalogueFormats.join(' or ')}; by the file's name unless it is said` })
  formatNamed(format: string): string {
    return format;
  }

  @Option({ flags: '--dry-run', description: 'only check the file, not what orders hold of its products' })
  onlyChecks(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  asJson(): boolean {
    return true;
  }

  private async check(file: CatalogueFile, signal: AbortSignal): Promise<number> {
    const progress = new Progress('Checking', file.bytes);
    const { rows, faults } = await checkCatalogue(file.rows((bytes) => progress.show(bytes)), tellingOn(progress), signal);
    progress.clear();
    if (faults > 0) {
      throw new Refusal(`Nothing was written: ${faults} of ${rows} rows are wrong.`);
    }
    if (rows === 0) {
      throw new Refusal('There are no products in it.');
    }
    return rows;
  }

  private async write(file: CatalogueFile, rows: number, signal: AbortSignal, options: ImportOptions): Promise<void> {
    const progress = new Progress('Writing', rows);
    let soFar: Pick<CatalogueWritten, 'rows' | 'line'> = { rows: 0, line: 0 };
    const onProgress = (now: CatalogueWritten) => {
      soFar = now;
      progress.show(now.rows);
    };
    const written = await withService(CatalogueModule, ImportProducts, (products) =>
      writeCatalogue(file.rows(), products, { onRefused: tellingOn(progress), onProgress }, signal),
    ).catch((error: unknown) => {
      progress.clear();
      if (soFar.rows > 0) {
        tellStopped(soFar, rows);
      }
      throw error;
    });
    progress.clear();
    const { created, changed, unchanged, refused } = written;
    const text = `${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`;
    print({ text, json: { ...written, of: rows } }, options);
    process.exitCode = refused > 0 ? 1 : 0;
    if (written.rows < rows) {
      tellStopped(written, rows);
      process.exitCode = interruptedExitCode;
    }
  }
}

function tellStopped({ line, rows: done }: Pick<CatalogueWritten, 'rows' | 'line'>, rows: number): void {
  process.stderr.write(`Stopped after line ${line}: ${done} of ${rows} rows are done. Run it again to complete it.\n`);
}

function tellingOn(progress: Progress): (fault: Fault) => void {
  return ({ line, fault }) => progress.note(`line ${line}: ${fault}`);
}

function endInterrupted(error: Error): void {
  if (error.name !== 'AbortError') {
    throw error;
  }
  process.stderr.write('Stopped: nothing was written.\n');
  process.exitCode = interruptedExitCode;
}
