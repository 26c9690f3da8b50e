import { IncomingMessage, request } from 'node:http';

/** A POST whose body is sent in two parts: the second when told, the answer's status after that. */
export async function beginSlowPost(url: string, token: string, body: object): Promise<() => Promise<number>> {
  const text = JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  const post = request(url, { method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    post.on('response', ({ statusCode = 0 }: IncomingMessage) => resolve(statusCode)).on('error', reject);
  });
  // Whoever finishes the request hears of the failure.
  answered.catch(() => undefined);
  await new Promise((sent) => post.write(text.slice(0, 5), sent));
  return () => {
    post.end(text.slice(5));
    return answered;
  };
}
