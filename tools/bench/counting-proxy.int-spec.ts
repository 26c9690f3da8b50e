import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CountingProxy } from './counting-proxy';

let target: Server;
let proxy: CountingProxy;

beforeEach(async () => {
  target = createServer((request, answer) => {
    void text(request).then((body) => {
      answer.writeHead(request.url === '/fails' ? 400 : 200, { 'x-seen': String(request.headers['x-amz-target']) });
      answer.end(`seen: ${body}`);
    });
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  proxy = await CountingProxy.start(`http://127.0.0.1:${(target.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.stop();
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
});

describe('the counting proxy', () => {
  it('passes on requests and answers as they are', async () => {
    const answer = await send('SendMessage', { QueueUrl: 'http://127.0.0.1:4566/000000000000/orders' }, '/fails');
    expect([answer.status, answer.headers.get('x-seen')]).toEqual([400, 'AmazonSQS.SendMessage']);
    expect(await answer.text()).toBe('seen: {"QueueUrl":"http://127.0.0.1:4566/000000000000/orders"}');
  });

  it('counts by action and queue', async () => {
    const orders = { QueueUrl: 'http://127.0.0.1:4566/000000000000/orders' };
    await send('SendMessageBatch', orders);
    await send('SendMessageBatch', orders);
    await send('ReceiveMessage', { QueueUrl: 'http://127.0.0.1:4566/000000000000/orders-events' });
    await send('ListQueues', {});
    expect([...proxy.counts]).toEqual([
      ['SendMessageBatch orders', 2],
      ['ReceiveMessage orders-events', 1],
      ['ListQueues', 1],
    ]);
    expect(proxy.total).toBe(4);
  });

  it('begins anew after a reset', async () => {
    await send('ListQueues', {});
    proxy.reset();
    await send('ListQueues', {});
    expect(proxy.total).toBe(1);
  });
});

function send(action: string, body: object, path = '/'): Promise<Response> {
  return fetch(proxy.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify(body),
  });
}
