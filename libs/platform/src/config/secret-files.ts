import { readFileSync } from 'node:fs';
import { documentedSecrets } from './variable';

/** Variables by name. An empty string counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret whose file is no use, in words that show neither the file's name, which may be the secret itself, nor its content. */
interface UnreadableSecret {
  readonly name: string;
  readonly problem: string;
}

type Secret = ReturnType<typeof documentedSecrets>[number];

type Reading = { readonly value: string } | { readonly problem: string };

/**
 * The variables of `above` before those of `below`. A secret and the file it may be in are one setting: who names
 * either, though empty, replaces both.
 */
export function layered(below: Environment, above: Environment): Environment {
  const replaced = documentedSecrets().flatMap(({ name, file }) => (name in above || file in above ? [name, file] : []));
  const kept = Object.entries(below).filter(([name]) => !replaced.includes(name));
  return { ...Object.fromEntries(kept), ...above };
}

/** The variables with each secret in its place that is given as a file, less the last line break; and what could not be read. */
export function secretsInPlace(given: Environment): { environment: Environment; unreadable: readonly UnreadableSecret[] } {
  const environment: Record<string, string | undefined> = { ...given };
  const unreadable: UnreadableSecret[] = [];
  for (const secret of documentedSecrets().filter(({ file }) => given[file])) {
    const reading = readingOf(secret, given);
    if ('value' in reading) {
      environment[secret.name] = reading.value;
      environment[secret.file] = '';
    } else {
      unreadable.push({ name: secret.name, problem: reading.problem });
    }
  }
  return { environment, unreadable };
}

function readingOf({ name, file }: Secret, given: Environment): Reading {
  if (given[name]) {
    return { problem: `${name} and ${file} are both set` };
  }
  try {
    const value = readFileSync(given[file] ?? '', 'utf8').replace(/\r?\n$/, '');
    return value === '' ? { problem: `${file} names an empty file` } : { value };
  } catch (error) {
    return { problem: `${file} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}
