import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A random secret made at the first start and kept in the data directory, so that log-ins survive a restart. */
export function jwtSecretIn(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = randomBytes(48).toString('base64');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
