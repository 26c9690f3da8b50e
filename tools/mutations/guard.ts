import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One safeguard of an order's way, and the test that turns red without it. */
export interface Guard {
  readonly name: string;
  /** What does not happen because of it. */
  readonly protects: string;
  readonly file: string;
  /** The guard as it stands in the file, where this text occurs once. */
  readonly remove: string;
  /** What stands there once the guard is gone. It compiles: a test must notice, not the compiler. */
  readonly replacement: string;
  readonly test: KillingTest;
}

/** A test that must turn red: its file, and how its full name reads, or a part of that. */
export interface KillingTest {
  readonly path: string;
  readonly name: string;
}

/** A safeguard whose loss no test on one machine can show, and why. */
export interface UnprovenGuard extends Pick<Guard, 'name' | 'protects' | 'file'> {
  /** The guard as it stands in the file, where this text occurs once. */
  readonly text: string;
  readonly why: string;
}

/**
 * The guard's file without the guard.
 *
 * @throws Error when the guard is no longer found there, or found more than once.
 */
export function withoutGuard({ name, file, remove, replacement }: Guard, root: string): string {
  const parts = readFileSync(join(root, file), 'utf8').split(remove);
  if (parts.length !== 2) {
    throw new Error(`The guard "${name}" stands ${parts.length - 1} times in ${file}, not once. Correct its text in tools/mutations/guards.`);
  }
  return parts.join(replacement);
}
