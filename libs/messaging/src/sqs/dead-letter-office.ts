import { setTimeout as pause } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { Config } from '@app/platform';
import { DeadLetter, deadLetterOf } from './dead-letter';
import { DeadLetterQueue, HeldLetter } from './dead-letter-queue';
import { DeadLetterErrand, LetterChoice } from './dead-letter-errand';
import { queueUnavailable } from './dead-letter.errors';
import { sweep } from './dead-letter-sweep';
import { queueNames } from './queue-name';

type Action = (queue: DeadLetterQueue, letters: readonly HeldLetter[]) => Promise<readonly HeldLetter[]>;

/** What was done with letters, and for which request. */
interface LogNote {
  readonly what: string;
  readonly requestId?: string;
}

/** How long a letter may be in other hands. */
const patienceMs = 2000;
const betweenSweepsMs = 400;

/**
 * Where an administrator sees the dead letters of all queues and deals with them. Everything ends within half a minute.
 *
 * @throws DomainError `queue_unavailable` (unavailable) when SQS does not answer.
 */
@Injectable()
export class DeadLetterOffice {
  private readonly logger = new Logger(DeadLetterOffice.name);
  private readonly queues: readonly DeadLetterQueue[];

  constructor(sqs: SQSClient, config: Config) {
    this.queues = Object.values(queueNames).map((name) => new DeadLetterQueue(sqs, name, config));
  }

  /**
   * Up to `limit` letters, each once, newest first; all stay where they are. Of more than `limit` these are any. A letter
   * that somebody else is dealing with at the same moment may be missing, as may one that SQS itself does not find.
   */
  async list(limit: number): Promise<DeadLetter[]> {
    const found: DeadLetter[] = [];
    await this.sweepAll(async (queue) => {
      let count = 0;
      await sweep(queue, {
        isOver: () => count >= limit,
        handle: async (letters) => {
          count += letters.length;
          found.push(...letters.map((letter) => deadLetterOf(queue.name, letter)));
          return [];
        },
      });
    });
    return found.sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime()).slice(0, limit);
  }

  /**
   * Sends letters back to the queues where they failed and resolves to how many. Each is sent by one caller only, however
   * many ask at once; one that a crash leaves among the dead letters as well is a duplicate, which has no effect.
   *
   * @param requestId of the request that asked for it, for the log.
   * @throws DomainError `dead_letter_not_found` (not_found) naming the ids that nobody has; the others are sent nevertheless.
   */
  async redrive(which: LetterChoice, requestId?: string): Promise<number> {
    return this.mend(which, { requestId, what: 'Dead letters were sent back' }, (queue, letters) => queue.sendBack(letters));
  }

  /** Deletes letters for good and resolves to how many. Throws as `redrive` does. */
  async drop(which: LetterChoice, requestId?: string): Promise<number> {
    return this.mend(which, { requestId, what: 'Dead letters were dropped' }, (queue, letters) => queue.delete(letters));
  }

  private async mend(which: LetterChoice, note: LogNote, action: Action): Promise<number> {
    const errand = new DeadLetterErrand(which);
    const handle = async (queue: DeadLetterQueue, letters: readonly HeldLetter[]) => {
      const wanted = letters.filter((letter) => errand.wants(letter));
      const done = wanted.length > 0 ? await this.perform(queue, wanted, note, action) : [];
      errand.note(wanted, done);
      return done;
    };
    do {
      await this.sweepAll((queue) => sweep(queue, { isOver: () => errand.isOver, handle: (letters) => handle(queue, letters) }));
    } while (errand.isWorthAnotherLook(patienceMs) && (await pause(betweenSweepsMs, true)));
    return errand.outcome();
  }

  private async perform(queue: DeadLetterQueue, letters: readonly HeldLetter[], { requestId, what }: LogNote, action: Action) {
    const done = await action(queue, letters);
    this.logger.log({ queue: queue.name, letters: done.map(({ id }) => id), requestId }, what);
    return done;
  }

  private async sweepAll(work: (queue: DeadLetterQueue) => Promise<void>): Promise<void> {
    try {
      await Promise.all(this.queues.map(work));
    } catch (error) {
      throw error instanceof DomainError ? error : queueUnavailable(error);
    }
  }
}
