import { AuthenticatedUser } from '../domain/authenticated-user';
import { VerifiedToken } from './access-token-rules';

/** Remembers verified access tokens until they expire, since verifying costs more than anything else on a read. */
export class VerifiedTokens {
  private readonly known = new Map<string, VerifiedToken>();

  constructor(
    private readonly capacity = 10_000,
    private readonly now: () => number = Date.now,
  ) {}

  recall(token: string): AuthenticatedUser | undefined {
    const verified = this.known.get(token);
    if (!verified || verified.expiresAt > this.now()) {
      return verified?.user;
    }
    this.known.delete(token);
    return undefined;
  }

  /** At capacity the token remembered longest ago makes room. */
  remember(token: string, verified: VerifiedToken): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= this.capacity) {
      this.known.delete(oldest);
    }
    this.known.set(token, verified);
  }
}
