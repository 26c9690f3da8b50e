import { Aggregate, Query, Schema } from 'mongoose';

/**
 * Makes every read of a model that is in a session of `Transactions.snapshot` read from that snapshot. By itself it would
 * not: the connection's own read concern comes before the session's, and each read would see a moment of its own.
 * Does nothing for reads past mongoose, through `driverCollection`.
 */
export function snapshotReads(schema: Schema): void {
  schema.pre(['find', 'findOne', 'countDocuments', 'distinct'], function (this: Query<unknown, unknown>) {
    if (this.getOptions().session?.snapshotEnabled) {
      this.readConcern('snapshot');
    }
  });
  schema.pre('aggregate', function (this: Aggregate<unknown>) {
    if (this.options.session?.snapshotEnabled) {
      this.readConcern('snapshot');
    }
  });
}
