// `node make-secrets.mjs <directory>`: leaves each secret of docker-compose.yml there in a file that only its owner may read.
// One that the environment sets is taken; else a random one is made, once: it stays until the environment sets another.
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , directory] = process.argv;
const { JWT_SECRET, ADMIN_PASSWORD } = process.env;

for (const [name, given] of [['jwt-secret', JWT_SECRET], ['admin-password', ADMIN_PASSWORD]]) {
  const file = join(directory, name);
  if (given || !existsSync(file)) {
    // Whole or not at all, whenever this is interrupted.
    const draft = `${file}.draft`;
    rmSync(draft, { force: true });
    writeFileSync(draft, `${given || randomBytes(36).toString('base64url')}\n`, { mode: 0o400, flag: 'wx', flush: true });
    renameSync(draft, file);
  }
}
