export interface NewSecret {
  /** Shown to the owner once. */
  readonly secret: string;
  /** What is kept. */
  readonly sealed: string;
}

export interface Message {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/** Makes, keeps and uses the secrets that webhooks are signed with. Bound by `WebhooksModule`. */
export abstract class WebhookSecrets {
  /** What is sealed with the current key begins with it. */
  abstract readonly keyId: string;

  abstract create(): NewSecret;

  /**
   * The headers that tell a receiver from whom a message is, and that it is whole: signed with each of these that can be read.
   *
   * @throws Error when all were sealed with keys that are not known any more.
   */
  abstract headersOf(message: Message, sealed: readonly string[]): Record<string, string>;

  /** The same secret under the current key. @throws Error as above. */
  abstract reseal(sealed: string): string;
}
