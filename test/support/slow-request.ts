import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';

/**
 * A POST whose body is sent in two parts: the second when told, the answer's status after that. Resolves once the server
 * knows of it: it asks for the body.
 */
export async function beginSlowPost(url: string, token: string, body: object): Promise<() => Promise<number>> {
  const text = JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    expect: '100-continue',
  };
  const post = request(url, { method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    post.on('response', ({ statusCode = 0 }: IncomingMessage) => resolve(statusCode)).on('error', reject);
  });
  // Whoever finishes the request hears of the failure.
  answered.catch(() => undefined);
  post.flushHeaders();
  await Promise.race([once(post, 'continue'), answered]);
  await new Promise((sent) => post.write(text.slice(0, 5), sent));
  return () => {
    post.end(text.slice(5));
    return answered;
  };
}
