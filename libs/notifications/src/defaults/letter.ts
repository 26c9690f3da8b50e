/** A message before it is set as text or HTML: the same words for both. */
export interface Letter {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly lines: readonly LetterLine[];
  readonly total?: string;
  readonly closing: string;
}

export interface LetterLine {
  readonly title: string;
  readonly note: string;
  readonly amount?: string;
}
