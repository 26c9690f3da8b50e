import { HeldLetter } from './dead-letter-queue';
import { deadLetterNotFound, lettersRefused } from './dead-letter.errors';

/** The ids of some letters, or all that are there now: what fails again meanwhile stays. */
export type LetterChoice = readonly string[] | 'all';

/** Which letters an administrator wants to have dealt with, and what became of them. */
export class DeadLetterErrand {
  private readonly begun = Date.now();
  private readonly missing: Set<string>;
  private readonly refused = new Set<string>();
  private count = 0;

  constructor(private readonly which: LetterChoice) {
    this.missing = new Set(which === 'all' ? [] : which);
  }

  /** How many letters were dealt with. */
  get done(): number {
    return this.count;
  }

  wants({ id, sentAt }: HeldLetter): boolean {
    return this.which === 'all' ? sentAt.getTime() <= this.begun : this.missing.has(id);
  }

  note(wanted: readonly HeldLetter[], done: readonly HeldLetter[]): void {
    wanted.forEach(({ id }) => this.missing.delete(id));
    this.count += done.length;
    wanted.forEach(({ id }) => this.refused.add(id));
    done.forEach(({ id }) => this.refused.delete(id));
  }

  /** Whether every letter asked for by its id was found. */
  get isOver(): boolean {
    return this.which !== 'all' && this.missing.size === 0;
  }

  /** Whether letters asked for by their ids may still be in other hands. */
  isWorthAnotherLook(patienceMs: number): boolean {
    return this.missing.size > 0 && Date.now() - this.begun < patienceMs;
  }

  /**
   * How many letters were dealt with.
   *
   * @throws DomainError `queue_unavailable` when SQS refused some, `dead_letter_not_found` when some were not found.
   */
  outcome(): number {
    if (this.refused.size > 0) {
      throw lettersRefused(this.refused.size);
    }
    if (this.missing.size > 0) {
      throw deadLetterNotFound([...this.missing], this.count);
    }
    return this.count;
  }
}
