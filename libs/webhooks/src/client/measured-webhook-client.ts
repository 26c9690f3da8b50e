import { Histogram, Metrics, shortTimes } from '@app/platform';
import { WebhookClient } from '../ports/webhook-client';

const answers = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;

/** A client whose posts are counted and timed, by the class of what was answered, or `none`. */
export class MeasuredWebhookClient extends WebhookClient {
  private readonly posts: Readonly<Record<string, Histogram>>;

  constructor(
    private readonly client: WebhookClient,
    metrics: Metrics,
  ) {
    super();
    this.posts = metrics
      .histograms('webhook_request_duration_seconds', 'How long webhooks took to answer, by the class of the status.', shortTimes)
      .each('status', answers);
  }

  override check(url: URL): Promise<void> {
    return this.client.check(url);
  }

  override async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const begun = performance.now();
    let answer = 'none';
    try {
      const status = await this.client.post(url, headers, body);
      answer = `${Math.floor(status / 100)}xx`;
      return status;
    } finally {
      this.posts[answer]?.observe((performance.now() - begun) / 1000);
    }
  }
}
