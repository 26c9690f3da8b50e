import { describePasswordHasher } from '../ports/password-hasher.contract';
import { Argon2PasswordHasher } from './argon2-password-hasher';

describePasswordHasher('Argon2PasswordHasher', () => new Argon2PasswordHasher());

describe('Argon2PasswordHasher', () => {
  it("uses Argon2id at OWASP's strength", async () => {
    expect(await new Argon2PasswordHasher().hash('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
