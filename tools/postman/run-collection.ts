import { resolve } from 'node:path';
import { run } from 'newman';
import { Addresses } from '../start/temporary-system';

/** The variables of the collection's environment that differ from the local one. */
export interface Subject extends Addresses {
  readonly adminEmail?: string;
  readonly adminPassword?: string;
  readonly demoCustomerEmail?: string;
  readonly demoCustomerPassword?: string;
}

const FOLDER = resolve(__dirname, '../../docs/postman');
const LONGEST_ANSWER_MS = 60_000;
const LONGEST_RUN_MS = 600_000;

/**
 * Runs the whole collection, printing each request and the summary. Resolves to whether every request was answered and
 * every assertion held; a run that asserted nothing counts as failed.
 *
 * @throws Error when the collection cannot be run at all.
 */
export function runCollection(subject: Subject): Promise<boolean> {
  const options = {
    collection: resolve(FOLDER, 'order-processing.postman_collection.json'),
    environment: resolve(FOLDER, 'local.postman_environment.json'),
    envVar: Object.entries(subject).map(([key, value]) => ({ key, value: String(value) })),
    reporters: 'cli',
    timeout: LONGEST_RUN_MS,
    timeoutRequest: LONGEST_ANSWER_MS,
  };
  return new Promise((done, fail) => {
    run(options, (error, summary) => {
      if (error ?? summary.error) {
        return fail(error ?? summary.error);
      }
      const { failures, stats } = summary.run;
      done(failures.length === 0 && Number(stats.assertions.total) > 0);
    });
  });
}
