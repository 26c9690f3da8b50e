import { describePasswordHasher } from '../ports/password-hasher.contract';
import { Argon2PasswordHasher } from './argon2-password-hasher';

class ImpatientHasher extends Argon2PasswordHasher {
  protected override readonly mostWaiting = 5;
}

/** At a twentieth of the cost. */
const cheap = { password: 'a password of before', hash: '$argon2id$v=19$m=1024,t=2,p=1$kF+7tZEcyjxu8F2cmrnAlg$QZoTdKp+bHeNqd5NCwyRcVOxs3OD9gUCmWwSwyVOYZE' };

describePasswordHasher('Argon2PasswordHasher', () => new Argon2PasswordHasher(), [cheap]);

describe('Argon2PasswordHasher', () => {
  it("uses Argon2id at OWASP's strength", async () => {
    expect(await new Argon2PasswordHasher().hash('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('makes no more wait than it may: a flood is refused, and afterwards all is as before', async () => {
    const hasher = new ImpatientHasher();
    const hash = await hasher.hash('correct horse battery');
    const flood = await Promise.allSettled(Array.from({ length: 20 }, () => hasher.verify('correct horse battery', hash)));
    const refusals = flood.flatMap((check) => (check.status === 'rejected' ? [check.reason as unknown] : []));
    expect(refusals.length).toBeGreaterThanOrEqual(11);
    expect(refusals.length).toBeLessThanOrEqual(14);
    refusals.forEach((refusal) => expect(refusal).toMatchObject({ kind: 'unavailable', code: 'too_busy' }));
    expect(await hasher.verify('correct horse battery', hash)).toBe(true);
  });
});
