import { AuthenticatedUser } from '../domain/authenticated-user';
import { VerifiedToken } from './access-token-rules';

/** Remembers verified access tokens until they expire, by the header that brings them: verifying costs more than anything else on a read. */
export class VerifiedTokens {
  private readonly known = new Map<string, VerifiedToken>();

  constructor(
    private readonly capacity = 10_000,
    private readonly now: () => number = Date.now,
  ) {}

  recall(authorization: string): AuthenticatedUser | undefined {
    const verified = this.known.get(authorization);
    if (!verified || verified.expiresAt > this.now()) {
      return verified?.user;
    }
    this.known.delete(authorization);
    return undefined;
  }

  /** At capacity the token remembered longest ago makes room. */
  remember(authorization: string, verified: VerifiedToken): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= this.capacity) {
      this.known.delete(oldest);
    }
    this.known.set(authorization, verified);
  }
}
