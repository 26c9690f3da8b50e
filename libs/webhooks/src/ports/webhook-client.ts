/** Called by `SendWebhook` and `RegisterWebhook`; bound by `WebhooksModule`. */
export abstract class WebhookClient {
  /**
   * Whether an address can be called: encrypted, known, and in no network of ours.
   *
   * @throws DomainError `unreachable_webhook_url` (unprocessable), the same for whatever reason.
   */
  abstract check(url: URL): Promise<void>;

  /**
   * Posts a body, and resolves to the status of the answer. Follows no redirection, and connects to nothing that `check`
   * would refuse, whatever the name means by now.
   *
   * @throws Error that says in a line why there is no answer, within ten seconds or so.
   */
  abstract post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
}
