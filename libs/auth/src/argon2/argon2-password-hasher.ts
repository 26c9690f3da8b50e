import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Turns } from '@app/platform';
import { hash, verify } from '@node-rs/argon2';
import { tooBusy } from '../domain/auth.errors';
import { PasswordHasher } from '../ports/password-hasher';

/** Argon2id at the strength OWASP's Password Storage Cheat Sheet recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const scheme = '$argon2';
const schemeAndCost = `${scheme}id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** The hash of a random password nobody knows, at the same cost: compared against when there is no user. */
const hashOfNobody = '$argon2id$v=19$m=19456,t=2,p=1$Q3wTvV/Tchi0/sQL+wLIvg$QH56bZAmjRCTnI+PfRWt4+Ps5OKHvBbbZeq8h51BZYY';

/** One processor is left to everything else, orders above all; libuv's pool has four threads. */
const mostAtOnce = Math.min(4, Math.max(1, availableParallelism() - 1));

/** Hashes beside the main thread, a few at once. A flood of log-ins waits for itself alone, and what comes beyond is refused. */
@Injectable()
export class Argon2PasswordHasher extends PasswordHasher {
  private readonly turns = new Turns(mostAtOnce);
  private inHand = 0;
  /** Some ten seconds' worth. */
  protected readonly mostWaiting: number = 250;

  /** @throws DomainError `too_busy` (unavailable), as `verify` does. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  async verify(password: string, storedHash: string | undefined): Promise<boolean> {
    const isReadable = storedHash?.startsWith(scheme) ?? false;
    const matches = await this.inTurn(() => verify(isReadable && storedHash ? storedHash : hashOfNobody, password));
    return matches && isReadable;
  }

  override isOutdated(hash: string): boolean {
    return !hash.startsWith(schemeAndCost);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.inHand >= mostAtOnce + this.mostWaiting) {
      throw tooBusy();
    }
    this.inHand += 1;
    try {
      return await this.turns.take(work);
    } finally {
      this.inHand -= 1;
    }
  }
}
