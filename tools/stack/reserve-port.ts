import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './process/is-alive';

const reserved = new Set<string>();

process.once('exit', () => reserved.forEach((file) => rmSync(file, { force: true })));

/**
 * Keeps a port for this process while it runs. Between the look whether a port is free and the start of a server
 * there, another launcher could find it free as well, and then take the other's server for its own.
 */
export function reservePort(port: number): boolean {
  const file = join(tmpdir(), `order-processing-port-${port}`);
  const holder = holderOf(file);
  if (holder === process.pid) {
    return true;
  }
  if (holder && !isAlive(holder)) {
    rmSync(file, { force: true });
  }
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  reserved.add(file);
  return true;
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
