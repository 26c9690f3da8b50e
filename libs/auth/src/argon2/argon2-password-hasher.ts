import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { PasswordHasher } from '../ports/password-hasher';

/** Argon2id at the strength OWASP's Password Storage Cheat Sheet recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a random password nobody knows, at the same cost: compared against when there is no user. */
const hashOfNobody = '$argon2id$v=19$m=19456,t=2,p=1$Q3wTvV/Tchi0/sQL+wLIvg$QH56bZAmjRCTnI+PfRWt4+Ps5OKHvBbbZeq8h51BZYY';

/** Hashes on libuv's thread pool, so at most four run at once and 76 MiB is the most they take together. */
@Injectable()
export class Argon2PasswordHasher extends PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(password, cost);
  }

  async verify(password: string, storedHash: string | undefined): Promise<boolean> {
    const matches = await verify(storedHash ?? hashOfNobody, password);
    return matches && storedHash !== undefined;
  }
}
