import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { CorrectReserved } from '@app/inventory';
import { OrderRecords } from '@app/orders';
import { AuditDatabase } from '../../../apps/api/src/audit/audit-database';
import { FindMends } from './find-mends';
import { Finding, Mend } from './finding';

/** What became of a finding; `open` was not tried, or cannot be mended by itself. */
export type Outcome = 'mended' | 'changed_since' | 'open';

export interface ReconcileReport {
  /** What the audit counts, at the moment that was looked at. */
  readonly violations: number;
  readonly findings: readonly (Finding & { readonly outcome: Outcome })[];
}

interface ReconcileOptions {
  readonly graceSeconds: number;
  /** Whether to mend, too; otherwise nothing is written. */
  readonly apply: boolean;
  readonly onProgress?: (orders: number) => void;
}

/** Finds what does not agree, by an audit, and mends of it what can be mended safely, each by itself. */
@Injectable()
export class ReconcileDatabase {
  constructor(
    private readonly audit: AuditDatabase,
    private readonly correctReserved: CorrectReserved,
    private readonly orders: OrderRecords,
  ) {}

  /** Orders go on meanwhile: an order that went on after the audit saw it is left alone. */
  async execute({ apply, ...options }: ReconcileOptions): Promise<ReconcileReport> {
    const witness = new FindMends();
    const { violations } = await this.audit.execute({ ...options, witness });
    const findings: (Finding & { outcome: Outcome })[] = [];
    for (const finding of witness.findings) {
      findings.push({ ...finding, outcome: apply && finding.mend ? await this.mend(finding.mend) : 'open' });
    }
    return { violations, findings };
  }

  private async mend(mend: Mend): Promise<Outcome> {
    try {
      if (mend.kind === 'correct_reserved') {
        await this.correctReserved.execute(mend.correction);
        return 'mended';
      }
      return (await this.orders.announceAgain(mend.seen)) ? 'mended' : 'changed_since';
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') {
        return 'changed_since';
      }
      throw error;
    }
  }
}
