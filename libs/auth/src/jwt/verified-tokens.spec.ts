import { AuthenticatedUser } from '../domain/authenticated-user';
import { VerifiedTokens } from './verified-tokens';

const user = new AuthenticatedUser('user', 'customer', 'session');

describe('verified tokens', () => {
  it('are remembered until the moment they expire', () => {
    let now = 0;
    const tokens = new VerifiedTokens(10, () => now);
    tokens.remember('token', { user, expiresAt: 1000 });
    now = 999;
    expect(tokens.recall('token')).toBe(user);
    now = 1000;
    expect(tokens.recall('token')).toBeUndefined();
  });

  it('are remembered to a limit, the latest ones', () => {
    const tokens = new VerifiedTokens(2, () => 0);
    ['first', 'second', 'third'].forEach((token) => tokens.remember(token, { user, expiresAt: 1 }));
    expect(['first', 'second', 'third'].map((token) => tokens.recall(token))).toEqual([undefined, user, user]);
  });
});
