/** A notification in words. Text and HTML say the same. */
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
