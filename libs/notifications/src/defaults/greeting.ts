import { Recipient } from '../domain/notification';
import { singleLine } from '../domain/single-line';
import { unlinked } from './unlinked';

/** In code points; a longer name is a message of its own. */
const longestName = 100;

/** `Hello Ada,`: the name as typed, but for what would make it more than a name. */
export function greetingTo({ name = '' }: Recipient): string {
  const start = [...singleLine(name)].slice(0, longestName).join('').trim();
  return start === '' ? 'Hello,' : `Hello ${unlinked(start)},`;
}
