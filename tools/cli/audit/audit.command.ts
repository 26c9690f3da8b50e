import { Module } from '@nestjs/common';
import { InventoryModule } from '@app/inventory';
import { NotificationsModule } from '@app/notifications';
import { OrdersModule } from '@app/orders';
import { MongoModule } from '@app/platform';
import { Command, CommandRunner, Option } from 'nest-commander';
import { AuditDatabase, defaultGraceSeconds } from '../../../apps/api/src/audit/audit-database';
import { AuditReport } from '../../../apps/api/src/audit/audit-tally';
import { CountedProgress } from '../counted-progress';
import { print, table } from '../print';
import { withService } from '../with-service';
import { graceSecondsIn } from './grace-seconds';

/** All that an audit reads. */
@Module({
  imports: [
    MongoModule,
    InventoryModule.register(),
    OrdersModule.register({ readsOnly: true }),
    NotificationsModule.register(),
  ],
  providers: [AuditDatabase],
})
class AuditModule {}

@Command({ name: 'audit', description: 'Look whether stock, ledger, orders and e-mails agree; exit code 1 when they do not' })
export class AuditCommand extends CommandRunner {
  override async run(_arguments: string[], { json, grace = defaultGraceSeconds }: { json?: boolean; grace?: number }): Promise<void> {
    const progress = new CountedProgress('orders read');
    const onProgress = (orders: number) => progress.show(orders);
    const report = await withService(AuditModule, AuditDatabase, (audit) => audit.execute({ graceSeconds: grace, onProgress }));
    progress.clear();
    print({ text: textOf(report), json: report }, { json });
    if (report.products === 0 && Object.values(report.orders).every((count) => count === 0)) {
      process.stderr.write('There are neither products nor orders: is MONGO_URI that of your shop?\n');
    }
    process.exitCode = report.violations > 0 ? 1 : 0;
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

function textOf({ violations, invariants, orders, products, deliveries }: AuditReport): string {
  const rows = invariants.map(({ name, violations: count, rule }) => [count === 0 ? 'ok' : String(count), name, rule]);
  const examples = invariants.flatMap(({ name, examples: where }) => where.map((one) => `  ${name}: ${one}`));
  return [
    table(['', 'INVARIANT', 'WHAT MUST HOLD'], rows),
    '',
    `Orders: ${counted(orders)}. Products: ${products}. Deliveries: ${counted(deliveries)}.`,
    violations === 0 ? 'Everything holds.' : [`Violations: ${violations}`, ...examples].join('\n'),
  ].join('\n');
}

function counted(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .map(([name, count]) => `${count} ${name.toLowerCase()}`)
    .join(', ');
}
