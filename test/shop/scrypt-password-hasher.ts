import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Argon2PasswordHasher, PasswordHasher } from '@app/auth';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** RFC 7914; N = 2^15 takes 32 MiB and some 50 ms. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/** Passwords by Node's own scrypt; those that were kept by Argon2 before are recognised until their owners log in. */
@Injectable()
export class ScryptPasswordHasher extends PasswordHasher {
  private readonly before = new Argon2PasswordHasher();
  /** Of no password: verified where there is no user, so that this takes as long. */
  private readonly nobodys = this.hash(randomBytes(16).toString('hex'));

  override async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    return `scrypt$${salt.toString('base64')}$${(await derive(password, salt, 32, cost)).toString('base64')}`;
  }

  override async verify(password: string, hash: string | undefined): Promise<boolean> {
    if (hash?.startsWith('$argon2')) {
      return this.before.verify(password, hash);
    }
    const isOurs = hash !== undefined && !this.isOutdated(hash);
    const [, salt = '', key = ''] = (isOurs ? hash : await this.nobodys).split('$');
    const given = await derive(password, Buffer.from(salt, 'base64'), 32, cost);
    const kept = Buffer.from(key, 'base64');
    return isOurs && kept.length === given.length && timingSafeEqual(kept, given);
  }

  override isOutdated(hash: string): boolean {
    return !hash.startsWith('scrypt$');
  }
}
