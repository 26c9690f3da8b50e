import { Module } from '@nestjs/common';
import { InventoryModule } from '@app/inventory';
import { NotificationsModule } from '@app/notifications';
import { OrdersModule } from '@app/orders';
import { MongoModule } from '@app/platform';
import { Command, CommandRunner, Option } from 'nest-commander';
import { AuditDatabase, defaultGraceSeconds } from '../../../apps/api/src/audit/audit-database';
import { graceSecondsIn } from '../audit/grace-seconds';
import { CountedProgress } from '../counted-progress';
import { print, table } from '../print';
import { withService } from '../with-service';
import { Outcome, ReconcileDatabase, ReconcileReport } from './reconcile-database';

/** All that is read and mended; what is to be announced again is sent by the apps. */
@Module({
  imports: [MongoModule, InventoryModule.register(), OrdersModule.register({ readsOnly: true }), NotificationsModule.register()],
  providers: [AuditDatabase, ReconcileDatabase],
})
class ReconcileModule {}

interface ReconcileCommandOptions {
  readonly apply?: boolean;
  readonly grace?: number;
  readonly json?: boolean;
}

@Command({
  name: 'reconcile',
  description: 'Compare stock, ledger, orders and e-mails, and mend what can be mended safely; exit code 1 when something is left',
})
export class ReconcileCommand extends CommandRunner {
  override async run(_arguments: string[], options: ReconcileCommandOptions): Promise<void> {
    const { apply = false, grace: graceSeconds = defaultGraceSeconds, json } = options;
    const progress = new CountedProgress('orders read');
    const onProgress = (orders: number) => progress.show(orders);
    const report = await withService(ReconcileModule, ReconcileDatabase, (reconcile) =>
      reconcile.execute({ graceSeconds, apply, onProgress }),
    );
    progress.clear();
    print({ text: textOf(report, apply), json: { applied: apply, ...report } }, { json });
    process.exitCode = isLeft(report) ? 1 : 0;
  }

  @Option({ flags: '--apply', description: 'mend it; without this it is only shown what would be done' })
  applies(): boolean {
    return true;
  }

  @Option({ flags: '--grace <seconds>', description: `what is under way may take this long (${defaultGraceSeconds})` })
  graceOf(seconds: string): number {
    return graceSecondsIn(seconds, this.command);
  }

  @Option({ flags: '--json', description: 'as JSON' })
  asJson(): boolean {
    return true;
  }
}

const said: Record<Outcome, string> = { mended: 'mended', changed_since: 'has changed since', open: 'left' };

/** Some violations are of no order or product that is there. */
function isLeft({ violations, findings }: ReconcileReport): boolean {
  return findings.length > 0 ? findings.some(({ outcome }) => outcome !== 'mended') : violations > 0;
}

function textOf({ violations, findings }: ReconcileReport, apply: boolean): string {
  if (violations === 0) {
    return 'Everything agrees.';
  }
  const rows = findings.map(({ subject, todo, mend, outcome }) => [mend && !apply ? 'can be mended' : said[outcome], subject, todo]);
  const mendable = findings.filter(({ mend }) => mend).length;
  return [table(['', 'WHERE', 'WHAT TO DO'], rows), '', apply ? whatWasDone(findings) : whatCanBeDone(mendable, findings.length)].join('\n');
}

function whatWasDone(findings: ReconcileReport['findings']): string {
  const mended = findings.filter(({ outcome }) => outcome === 'mended').length;
  return `Mended: ${mended} of ${findings.length}. Run audit in a while to see whether all is well.`;
}

function whatCanBeDone(mendable: number, all: number): string {
  return mendable > 0 ? `${mendable} of ${all} can be mended: run this again with --apply.` : 'Nothing of it can be mended without you.';
}
