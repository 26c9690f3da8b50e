import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that is installed. @throws Error that says what to install, when none is. */
export function onThePath(names: readonly string[], howToInstall: string): string {
  const files = (process.env.PATH ?? '').split(delimiter).flatMap((directory) => names.map((name) => join(directory, name)));
  const found = files.find((file) => existsSync(file));
  if (!found) {
    throw new Error(`There is no ${names[0]}. ${howToInstall}`);
  }
  return found;
}
