import { mongo } from 'mongoose';
import { Environment } from '../../stack/parts/part-context';
import { Server } from '../server';

/** One of the systems that are compared: its programs and its data, on the stack that all share. */
export interface System {
  readonly name: string;
  readonly orders: mongo.Collection;
  /** Its queues by name, that of placed orders first. */
  readonly queues: readonly string[];
  /** Creates indexes and queues, and puts the products on sale, with more units than will be ordered; also when they are there. */
  prepare(skus: readonly string[]): Promise<void>;
  /** Resolves once it can serve. @param changes variables that differ from the usual */
  startApi(changes?: Environment): Promise<Server>;
  /** Resolves as soon as its process runs: the first order may be decided before anything else can be known of it. */
  startWorker(changes?: Environment): Promise<Server>;
  /** A customer's token, good for at least as long as a round. */
  logIn(api: Server): Promise<string>;
  /** Whether so many orders have been placed and all of them wait on the queue. */
  areQueued(count: number): Promise<boolean>;
  /** Removes all orders and messages. */
  empty(): Promise<void>;
}

/** `SKU-00000`, `SKU-00001` and so on. */
export function skus(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `SKU-${String(i).padStart(5, '0')}`);
}

/** Enough of each product for every row. */
export const plenty = 100_000_000;
