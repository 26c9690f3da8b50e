import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { ClientSession, Connection } from 'mongoose';

/** A running transaction, handed to every repository method that takes part in it. */
export type Transaction = ClientSession;

/** Runs work that is written as a whole or not at all. */
@Injectable()
export class Transactions {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /**
   * Reads from one snapshot and commits to a majority. The work may run several times, since a write conflict
   * starts it anew: it must do nothing but read and write through the transaction.
   */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.connection.getClient().withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
        maxCommitTimeMS: 5000,
      }),
    );
  }
}
