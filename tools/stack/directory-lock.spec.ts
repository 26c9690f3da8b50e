import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryInUse, DirectoryLock } from './directory-lock';
import { isAlive } from './process/is-alive';

describe('the lock on a data directory', () => {
  let directory: string;
  const lockOf = () => join(directory, 'lock');
  /** The id of a process that has ended. */
  const endedPid = () => spawnSync(process.execPath, ['-e', '']).pid;

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is refused while another launcher runs, and names it', async () => {
    writeFileSync(lockOf(), `${process.ppid} launcher\n`);
    await expect(DirectoryLock.take(directory)).rejects.toThrow(DirectoryInUse);
    await expect(DirectoryLock.take(directory)).rejects.toThrow(`Process ${process.ppid} uses`);
  });

  it('is taken over from a launcher that is gone', async () => {
    writeFileSync(lockOf(), `${endedPid()} launcher\n${endedPid()} mongod\n`);
    await DirectoryLock.take(directory);
    expect(readFileSync(lockOf(), 'utf8')).toBe(`${process.pid} launcher\n`);
  });

  it('is taken over only when the processes of that launcher are gone too', async () => {
    const part = spawn(process.execPath, ['-e', 'process.stdin.resume().on("end", () => process.exit())']);
    writeFileSync(lockOf(), `${endedPid()} launcher\n${part.pid} mongod\n`);
    setTimeout(() => part.stdin.end(), 200);
    await DirectoryLock.take(directory);
    expect(isAlive(part.pid ?? 0)).toBe(false);
  });

  it('is free again after its release', async () => {
    (await DirectoryLock.take(directory)).release();
    await expect(DirectoryLock.take(directory)).resolves.toBeDefined();
  });
});
