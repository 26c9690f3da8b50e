import { unacceptableUrl } from './webhooks.errors';

export const longestWebhookUrl = 2048;

/**
 * The address as it is called, in the one form that WHATWG's URL Standard gives it: with it, `http://0x7f.1` is 127.0.0.1.
 *
 * @throws DomainError `unacceptable_webhook_url` (invalid) when it is none, or holds a user, a password or a fragment.
 */
export function parseWebhookUrl(text: string): URL {
  const url = text.length <= longestWebhookUrl && URL.canParse(text) ? new URL(text) : undefined;
  const isAcceptable = url && /^https?:$/.test(url.protocol) && url.username + url.password + url.hash === '';
  if (!isAcceptable) {
    throw unacceptableUrl();
  }
  return url;
}
