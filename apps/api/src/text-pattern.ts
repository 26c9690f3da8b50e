import { PlainText } from './plain-text';

// As parts of sets of characters, in the dialect of OpenAPI 3.0: it has no names for kinds of characters, and none beyond
// the first plane, of which `IsPlainText` refuses a few dozen more.
const blanks = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const invisible = '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2065\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8';
const unfit = '\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u206f\\ufdd0-\\ufdef\\ufffe\\uffff';
const forbidden = {
  one: `\\u0000-\\u001f\\u2028\\u2029${unfit}`,
  many: `\\u0000-\\u0008\\u000b-\\u001f${unfit}`,
};

/** What `IsPlainText` says of a text, but for its length, as a regular expression for the documentation. */
export function textPattern({ lines = 'many', min = 0 }: PlainText = {}): string {
  const fit = `[^${forbidden[lines]}]`;
  const any = lines === 'one' ? `${fit}*` : `(?:${fit}|\\r\\n)*`;
  const text = min > 0 ? `${any}[^${forbidden[lines]}${blanks}${invisible}]${any}` : any;
  // Blanks around a line, of whatever kind, are taken away.
  return lines === 'one' ? `^[${blanks}]*${text}[${blanks}]*$` : `^${text}$`;
}
