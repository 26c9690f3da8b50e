import { DomainError } from '@app/contracts';
import { InvalidEnvironment, isDatabaseOutage } from '@app/platform';
import { mongo } from 'mongoose';
import { Refusal } from './refusal';

/** Of MongoDB, to whoever has a wrong password or too few rights. */
const notAllowed = new Set<unknown>([13, 18]);
/** Of MongoDB, to whoever reads one moment for longer than it keeps that. */
const snapshotTooOld = 239;

/** What a person at the terminal is told of an error. Only of what nobody expected it is of use to know where it happened. */
export function messageOf(error: Error): string | undefined {
  if (isDatabaseOutage(error)) {
    return `MongoDB does not answer (${error.message}). Look at MONGO_URI.`;
  }
  if (error instanceof mongo.MongoServerError && notAllowed.has(error.code)) {
    return `MongoDB refuses: ${error.message}. Look at MONGO_URI.`;
  }
  if (error instanceof mongo.MongoServerError && error.code === snapshotTooOld) {
    return (
      'This took longer than MongoDB keeps its past, which is five minutes unless it is told otherwise. Let it keep an hour, and try again: ' +
      'db.adminCommand({ setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600 })'
    );
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (code && path) {
    return `${path} cannot be read (${code}).`;
  }
  const isExpected = error instanceof DomainError || error instanceof InvalidEnvironment || error instanceof Refusal;
  return isExpected ? error.message : error.stack;
}
