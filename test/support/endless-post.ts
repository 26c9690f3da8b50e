import { IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';

const chunk = Buffer.alloc(16 * 1024, 'x');

/**
 * A POST whose body goes on and on, in chunks: what it was answered, or that its connection was ended, which can come first;
 * and how many bytes went out until then.
 */
export function endlessPost(url: string, headers: Record<string, string>): Promise<{ end: number | 'closed'; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0;
    const body = new Readable({
      read() {
        sent += chunk.length;
        this.push(chunk);
      },
    });
    const post = request(url, { method: 'POST', headers: { ...headers, 'transfer-encoding': 'chunked' } });
    post.on('response', ({ statusCode = 0 }: IncomingMessage) => {
      body.destroy();
      post.destroy();
      resolve({ end: statusCode, sent });
    });
    post.on('error', () => resolve({ end: 'closed', sent }));
    body.pipe(post);
  });
}
