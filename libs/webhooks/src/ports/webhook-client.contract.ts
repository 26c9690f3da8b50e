import { Receiver } from '../../test/receiver';
import { WebhookClient } from './webhook-client';

export interface WebhookClientSubject {
  /** May call the receiver, at `http://localhost`. */
  readonly client: WebhookClient;
  /** May call public addresses only. */
  readonly stranger: WebhookClient;
  /** As `stranger`; but `shop.example` is a public address when it is looked up first, and the receiver's from then on. */
  readonly deceived: WebhookClient;
  /** Another for each test. */
  readonly receiver: Receiver;
}

const unreachable = ['https://127.0.0.1/', 'https://[::1]/', 'https://localhost/', 'http://93.184.216.34/', 'https://10.0.0.1:8443/', 'https://no-such-host.invalid/'];
const noAnswers: [string, (receiver: Receiver) => unknown][] = [
  ['nobody listens', (receiver) => receiver.stop()],
  ['the connection is cut', (receiver) => (receiver.answer = (response) => response.destroy())],
  ['what comes is no answer', (receiver) => (receiver.answer = (response) => response.socket?.end('220 mail.example ESMTP\r\n'))],
];
const inOneLine = /^\S.*\S$/;

/** What every `WebhookClient` has to keep; run it against yours. */
export function describeWebhookClient(name: string, subject: () => WebhookClientSubject): void {
  const post = ({ client, receiver }: WebhookClientSubject, scheme = 'http') =>
    client.post(`${scheme}://localhost:${receiver.port}/hooks`, { 'webhook-id': '1' }, '{"ü":1}');

  describe(`${name} as a WebhookClient, asked whether an address can be called`, () => {
    it.each(unreachable)('refuses %s, in the same words as any other', async (url) => {
      await expect(subject().stranger.check(new URL(url))).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'unreachable_webhook_url',
        message: 'The url must be https, and its host must be known and have public addresses only.',
        details: [],
      });
    });

    it.each(['https://93.184.216.34/', 'https://[2606:4700:4700::1111]/'])('takes %s', async (url) => {
      await expect(subject().stranger.check(new URL(url))).resolves.toBeUndefined();
    });
  });

  describe(`${name} as a WebhookClient, posting`, () => {
    it.each([204, 200, 410, 503])('sends the body and the headers, once, and tells that the answer is %d', async (status) => {
      const { receiver } = subject();
      receiver.answer = (response) => response.writeHead(status).end('thank you');
      await expect(post(subject())).resolves.toBe(status);
      expect(receiver.received).toEqual([{ method: 'POST', body: '{"ü":1}', headers: expect.objectContaining({ 'webhook-id': '1' }) }]);
    });

    it.each([301, 302, 303, 307, 308])('follows no redirection: %d', async (status) => {
      const { receiver } = subject();
      receiver.answer = (response) => response.writeHead(status, { location: '/elsewhere' }).end();
      await expect(post(subject())).resolves.toBe(status);
      expect(receiver.connections).toBe(1);
      expect(receiver.received).toHaveLength(1);
    });

    it.each(['http://127.0.0.1', 'https://127.0.0.1', 'http://localhost', 'https://localhost'])('never connects to %s, which is refused', async (origin) => {
      const { stranger, receiver } = subject();
      await expect(stranger.post(`${origin}:${receiver.port}/`, {}, '{}')).rejects.toThrow(inOneLine);
      expect(receiver.connections).toBe(0);
    });

    it('never connects to where a name leads that led elsewhere when it was registered', async () => {
      const { deceived, receiver } = subject();
      const url = `https://shop.example:${receiver.port}/`;
      await expect(deceived.check(new URL(url))).resolves.toBeUndefined();
      await expect(deceived.post(url, {}, '{}')).rejects.toThrow(inOneLine);
      expect(receiver.connections).toBe(0);
    });

    it.each(noAnswers)('says in a line why there is no answer: %s', async (_case, happen) => {
      const { port } = subject().receiver;
      await happen(subject().receiver);
      const posted = subject().client.post(`http://localhost:${port}/hooks`, {}, '{}');
      await expect(posted).rejects.toThrow(inOneLine);
    });

    it('says in a line why there is no answer: it is not encrypted', async () => {
      await expect(post(subject(), 'https')).rejects.toThrow(inOneLine);
    });

    it('waits for an answer no longer than it should', async () => {
      subject().receiver.answer = () => undefined;
      await expect(post(subject())).rejects.toThrow(inOneLine);
    });
  });
}
