/** A measurement that must not count, and why: its message completes "does not count: …". */
export class Refused extends Error {}
