/** Where a launcher tells the people in front of it what it does. */
export interface Report {
  /** Something under way that may take a while; replaces what was under way before. */
  progress(text: string): void;
  /** One step is done; `since` is when it began, in milliseconds since the epoch. */
  done(text: string, since: number): void;
  /** Something worth knowing that is not a step. */
  note(text: string): void;
  /** The launcher cannot go on. */
  failed(error: Error): void;
}
