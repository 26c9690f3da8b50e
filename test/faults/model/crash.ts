/** A process to kill while a request is under way: as it leaves, or one answer to another request later. */
export interface Crash {
  readonly victim: number;
  readonly moment: 'at once' | 'soon';
}

export function crashInWords({ victim, moment }: Crash): string {
  return `process ${victim} killed ${moment}`;
}
