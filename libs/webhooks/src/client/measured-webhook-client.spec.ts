import { Metrics, Traces } from '@app/platform';
import { RememberingClient } from '../../test/open-webhooks';
import { MeasuredWebhookClient } from './measured-webhook-client';

it('posts as its client does, and counts the posts by what was answered', async () => {
  const metrics = new Metrics();
  const remembering = new RememberingClient();
  const client = new MeasuredWebhookClient(remembering, metrics, new Traces());
  const answers = [200, 204, 302, 410, 500, new Error('Nobody answers.')];
  remembering.answers = () => answers.shift() ?? 200;
  for (const status of [200, 204, 302, 410, 500]) {
    await expect(client.post('https://shop.example/hook', {}, '{}')).resolves.toBe(status);
  }
  await expect(client.post('https://shop.example/hook', {}, '{}')).rejects.toThrow('Nobody answers.');
  expect(remembering.posts).toHaveLength(6);
  expect((await metrics.text()).split('\n').filter((line) => line.startsWith('webhook_request_duration_seconds_count'))).toEqual([
    'webhook_request_duration_seconds_count{status="2xx"} 2',
    'webhook_request_duration_seconds_count{status="3xx"} 1',
    'webhook_request_duration_seconds_count{status="4xx"} 1',
    'webhook_request_duration_seconds_count{status="5xx"} 1',
    'webhook_request_duration_seconds_count{status="none"} 1',
  ]);
});
