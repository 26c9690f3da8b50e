/** What a person at the terminal can mend: the message is all that is shown of it. */
export class Refusal extends Error {}
