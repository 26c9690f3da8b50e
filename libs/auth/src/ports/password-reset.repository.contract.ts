import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { NewPasswordReset, PasswordResetRepository } from './password-reset.repository';

function aReset(overrides: Partial<NewPasswordReset> = {}): NewPasswordReset {
  return { tokenHash: randomBytes(32).toString('base64url'), userId: newId(), validMinutes: 30, ...overrides };
}

/** What every PasswordResetRepository promises. */
export function describePasswordResetRepository(name: string, open: () => PasswordResetRepository): void {
  async function opened(overrides: Partial<NewPasswordReset> = {}): Promise<NewPasswordReset> {
    const reset = aReset(overrides);
    await open().open(reset);
    return reset;
  }

  describe(`${name} as a password reset repository`, () => {
    it('knows whose a token is, and lets one of many spend it', async () => {
      const { tokenHash, userId } = await opened();
      expect(await open().userOf(tokenHash)).toBe(userId);
      const spenders = await Promise.all(Array.from({ length: 20 }, () => open().spend(tokenHash)));
      expect(spenders.filter(Boolean)).toEqual([userId]);
      expect(await open().userOf(tokenHash)).toBeUndefined();
    });

    it('spends all tokens of a user with one, and nobody else’s', async () => {
      const [first, other] = [await opened(), await opened()];
      const second = await opened({ userId: first.userId });
      expect(await open().spend(second.tokenHash)).toBe(first.userId);
      expect(await open().spend(first.tokenHash)).toBeUndefined();
      expect(await open().userOf(other.tokenHash)).toBe(other.userId);
    });

    it.each(['expired', 'unknown'])('knows nothing of a token that is %s', async (which) => {
      const { tokenHash } = which === 'expired' ? await opened({ validMinutes: 0 }) : aReset();
      expect(await open().userOf(tokenHash)).toBeUndefined();
      expect(await open().spend(tokenHash)).toBeUndefined();
    });
  });
}
