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

/** How letters are dealt with. */
export interface MendOptions {
  /** Of the request that asked for it, for the log. */
  readonly requestId?: string;
  /** Goes on until all that were there at the beginning are dealt with, however long that takes; otherwise it ends within half a minute. */
  readonly isThorough?: boolean;
  /** Is told how many are dealt with so far. */
  readonly onProgress?: (done: number) => void;
  /** Ends it early, and well: what is not dealt with stays. */
  readonly signal?: AbortSignal;
}

/** How long a letter may be in other hands. */
const patienceMs = 2000;
const betweenSweepsMs = 400;
/** Of each queue, to find the newest among them. */
const mostLookedAt = 300;

/**
 * Where an administrator sees the dead letters of all queues and deals with them.
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

  /** How many letters there are, about, also those that somebody is holding at this moment, who may have died. */
  async count(): Promise<number> {
    const counts = await this.ofAll((queue) => queue.count());
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Up to `limit` letters, each once, newest first; all stay where they are. Of more than three hundred on a queue these are any.
   * A letter that somebody else is dealing with at the same moment may be missing, as may one that SQS itself does not find.
   */
  async list(limit: number): Promise<DeadLetter[]> {
    const found: DeadLetter[] = [];
    await this.ofAll(async (queue) => {
      let count = 0;
      await sweep(queue, {
        isOver: () => count >= mostLookedAt,
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
   * @throws DomainError `dead_letter_not_found` (not_found) naming the ids that nobody has; the others are sent nevertheless.
   */
  async redrive(which: LetterChoice, options: MendOptions = {}): Promise<number> {
    return this.mend(which, options, 'Dead letters were sent back', (queue, letters) => queue.sendBack(letters));
  }

  /** Deletes letters for good and resolves to how many. Throws as `redrive` does. */
  async drop(which: LetterChoice, options: MendOptions = {}): Promise<number> {
    return this.mend(which, options, 'Dead letters were dropped', (queue, letters) => queue.delete(letters));
  }

  private async mend(which: LetterChoice, { requestId, isThorough, onProgress, signal }: MendOptions, what: string, action: Action): Promise<number> {
    const errand = new DeadLetterErrand(which);
    const isOver = () => errand.isOver || signal?.aborted === true;
    const handle = async (queue: DeadLetterQueue, letters: readonly HeldLetter[]) => {
      const wanted = letters.filter((letter) => errand.wants(letter));
      if (wanted.length === 0) {
        return [];
      }
      const done = await action(queue, wanted);
      this.logger.log({ queue: queue.name, letters: done.map(({ id }) => id), requestId }, what);
      errand.note(wanted, done);
      onProgress?.(errand.done);
      return done;
    };
    for (;;) {
      const before = errand.done;
      const ends = await this.ofAll((queue) => sweep(queue, { isOver, handle: (letters) => handle(queue, letters) }));
      const hasMore = isThorough === true && ends.includes(false) && errand.done > before;
      if (signal?.aborted) {
        return errand.done;
      }
      if (errand.isOver || !(hasMore || errand.isWorthAnotherLook(patienceMs))) {
        return errand.outcome();
      }
      await pause(betweenSweepsMs);
    }
  }

  private async ofAll<Result>(work: (queue: DeadLetterQueue) => Promise<Result>): Promise<Result[]> {
    try {
      return await Promise.all(this.queues.map(work));
    } catch (error) {
      throw error instanceof DomainError ? error : queueUnavailable(error);
    }
  }
}
