import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Guard, withoutGuard } from './guard';

/** What is linked, since it is large and no test changes it. */
const LINKED = ['node_modules', '.data/bin'];

/** A copy of the working tree in which guards can be missing for a while. */
export class TreeCopy {
  private constructor(readonly root: string) {}

  /** Copies all files that git knows or would take, as they are now. */
  static make(source: string, root: string): TreeCopy {
    const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: source, encoding: 'utf8' });
    for (const file of list.split('\0').filter((name) => name && existsSync(join(source, name)))) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      copyFileSync(join(source, file), join(root, file));
    }
    for (const name of LINKED.filter((linked) => existsSync(join(source, linked)))) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      symlinkSync(join(source, name), join(root, name), 'junction');
    }
    return new TreeCopy(root);
  }

  /** Does the work while the guard is missing here. */
  async without<T>(guard: Guard, work: () => Promise<T>): Promise<T> {
    const file = join(this.root, guard.file);
    const original = readFileSync(file);
    writeFileSync(file, withoutGuard(guard, this.root));
    try {
      return await work();
    } finally {
      writeFileSync(file, original);
    }
  }
}
