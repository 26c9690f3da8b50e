import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { DomainError } from '@app/contracts';
import { ClientSession, Connection } from 'mongoose';
import { Turns } from '../lifecycle/turns';
import { Counter } from '../metrics/counter';
import { Metrics } from '../metrics/metrics';

/** A running transaction, handed to every repository method that takes part in it. */
export type Transaction = ClientSession;

/** The driver itself would go on for two minutes; whoever waits for an answer over HTTP has long given up by then. */
const patienceSeconds = 7;

/** More at once mostly get into each other's way: each write conflict makes a transaction wait and begin anew. */
const mostAtOnce = 4;

/** Runs work that is written as a whole or not at all. */
@Injectable()
export class Transactions {
  private readonly turns = new Turns(mostAtOnce);

  private readonly begun: Counter;
  private readonly attempts: Counter;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    metrics: Metrics,
  ) {
    this.begun = metrics.counters('mongodb_transactions_total', 'Transactions begun.').of();
    this.attempts = metrics
      .counters('mongodb_transaction_attempts_total', 'How often their work ran: more often than they began where writes were in conflict.')
      .of();
  }

  /**
   * Reads from one snapshot and commits to a majority. The work may run several times, since a write conflict
   * starts it anew: it must do nothing that may not happen twice, or happen and then not be committed.
   *
   * @throws DomainError `database_too_slow` (unavailable) after `withinSeconds`; it may be committed all the same.
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>, withinSeconds = patienceSeconds): Promise<T> {
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(databaseTooSlow());
      }, withinSeconds * 1000);
    });
    const workInTime = (transaction: Transaction) => (isLate ? Promise.reject(databaseTooSlow()) : work(transaction));
    // Inside, too: a transaction that never ends must not keep its turn.
    const outcome = this.turns.take(() => Promise.race([this.transact(workInTime), deadline]));
    return Promise.race([outcome, deadline]).finally(() => clearTimeout(timer));
  }

  /** Reads everything as it was at one moment, for as long as the server keeps that snapshot: five minutes, unless it is told otherwise. */
  snapshot<T>(work: (snapshot: Transaction) => Promise<T>): Promise<T> {
    return this.connection.getClient().withSession({ snapshot: true }, work);
  }

  private transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.begun.inc();
    return this.connection.getClient().withSession((session) =>
      session.withTransaction(
        () => {
          this.attempts.inc();
          return work(session);
        },
        {
          readConcern: { level: 'snapshot' },
          writeConcern: { w: 'majority', journal: true },
          readPreference: 'primary',
        },
      ),
    );
  }
}

function databaseTooSlow(): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'database_too_slow',
    message: 'The database did not answer in time. Look whether the change was made before you repeat it.',
  });
}
