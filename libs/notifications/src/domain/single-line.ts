const lineBreakers = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Halves of a character, which no provider takes. */
const surrogates = /\p{Cs}/gu;

/** The text as one line that reads as typed: no line breaks or control characters, no reversed writing direction. */
export function singleLine(text: string): string {
  return text.replace(lineBreakers, ' ').replace(directionOverrides, '').replace(surrogates, '\ufffd').trim();
}
