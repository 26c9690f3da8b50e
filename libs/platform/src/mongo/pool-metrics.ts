import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { shortTimes } from '../metrics/histogram';
import { Metrics } from '../metrics/metrics';

/** How the connections to MongoDB are used, of all servers together, as the driver tells it. */
@Injectable()
export class PoolMetrics {
  private checkedOut = 0;
  private waiting = 0;

  constructor(@InjectConnection() connection: Connection, metrics: Metrics) {
    metrics.gauge('mongodb_pool_connections_checked_out', 'Connections to MongoDB in use; 50 at most to a server.', () => this.checkedOut);
    metrics.gauge('mongodb_pool_waiting', 'Operations that wait for a connection.', () => this.waiting);
    const waits = metrics.histograms('mongodb_pool_wait_seconds', 'How long operations waited for a connection.', shortTimes).of();
    const failures = metrics.counters('mongodb_pool_failures_total', 'Operations that got no connection.').of();
    const client = connection.getClient();
    client.on('connectionCheckOutStarted', () => (this.waiting += 1));
    client.on('connectionCheckedOut', ({ durationMS }) => {
      this.waiting -= 1;
      this.checkedOut += 1;
      waits.observe(durationMS / 1000);
    });
    client.on('connectionCheckOutFailed', () => {
      this.waiting -= 1;
      failures.inc();
    });
    client.on('connectionCheckedIn', () => (this.checkedOut -= 1));
  }
}
