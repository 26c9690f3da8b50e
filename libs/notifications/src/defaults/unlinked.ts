/** What programs see links by: the dots of `evil.com`, the colon of `https://`, the `@` of an address, the start of `\\server`. */
const linkingMarks = /(?!(?<=\d).\d)[.:@\\\u3002\uff0e\uff61](?=[^\s.])/gu;
const zeroWidthNonJoiner = '\u200c';

/**
 * Words of somebody who may be a stranger to the reader: anybody can register with another's address and have us write
 * to it. Mail programs make links of what looks like one, so each mark of a link gets an invisible character behind it.
 * Prices and times, such as 1.50 and 10:30, stay as they are.
 */
export function unlinked(text: string): string {
  return text.replace(linkingMarks, `$&${zeroWidthNonJoiner}`);
}
