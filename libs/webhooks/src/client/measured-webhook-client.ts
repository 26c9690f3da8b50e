import { Histogram, Metrics, shortTimes, Traces } from '@app/platform';
import { WebhookClient } from '../ports/webhook-client';

const answers = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;

/**
 * A client whose posts are counted and timed, by the class of what was answered, or `none`, and are spans of the trace that
 * their `traceparent` header names.
 */
export class MeasuredWebhookClient extends WebhookClient {
  private readonly posts: Readonly<Record<string, Histogram>>;

  constructor(
    private readonly client: WebhookClient,
    metrics: Metrics,
    private readonly traces: Traces,
  ) {
    super();
    this.posts = metrics
      .histograms('webhook_request_duration_seconds', 'How long webhooks took to answer, by the class of the status.', shortTimes)
      .each('status', answers);
  }

  override check(url: URL): Promise<void> {
    return this.client.check(url);
  }

  override post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const { traceparent: parent, 'webhook-id': eventId = '' } = headers;
    const attributes = { 'http.request.method': 'POST', 'event.id': eventId };
    return this.traces.during({ name: 'deliver webhook', kind: 'client', parent, attributes }, async (span) => {
      const status = await this.postTimed(url, span.traceparent ? { ...headers, traceparent: span.traceparent } : headers, body);
      span.set({ 'http.response.status_code': status });
      return status;
    });
  }

  private async postTimed(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
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
