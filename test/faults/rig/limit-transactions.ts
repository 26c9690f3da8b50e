import { adminCommand } from './admin-command';

/**
 * How many seconds mongod lets a transaction live; 60 unless told otherwise. One whose process was killed lives on until
 * then (looked for every half of that time), and every write to what it touched waits or conflicts. Counts for all of
 * the mongod: for a stack of one's own.
 */
export async function limitTransactions(uri: string, seconds: number): Promise<void> {
  await adminCommand(uri, { setParameter: 1, transactionLifetimeLimitSeconds: seconds });
}
