import { createHmac } from 'node:crypto';
import { formatRefreshToken, hashOfSecret, parseRefreshToken, successorOf } from './refresh-token';

const sessionId = '01936f6e-5f3c-7cc4-9c1b-0d6f4f4a2b11';
const secret = 'Zr1uN0vI8Jm0b3w7Xl5cYgq2Hk9TtS4eDdPfRaVoUxE';

describe('a refresh token', () => {
  it('reads what it writes', () => {
    expect(parseRefreshToken(formatRefreshToken({ sessionId, secret }))).toEqual({ sessionId, secret });
  });

  it.each([
    '',
    '.',
    sessionId,
    `${sessionId}.`,
    `.${secret}`,
    `${sessionId}.${secret}x`,
    `${sessionId}.${secret.slice(1)}`,
    `${sessionId}.${secret}\n`,
    ` ${sessionId}.${secret}`,
    `${sessionId.toUpperCase()}.${secret}`,
    `${sessionId}.${secret.replace('Z', '+')}`,
    `${sessionId}.${secret}.${secret}`,
    'x'.repeat(100_000),
  ])('is not %j', (text) => expect(parseRefreshToken(text)).toBeUndefined());
});

describe('the successor of a secret', () => {
  it('is a secret of the same form', () => {
    const token = formatRefreshToken({ sessionId, secret: successorOf(secret, 'nonce') });
    expect(parseRefreshToken(token)).toBeDefined();
  });

  it('is the same each time, and another for another secret or nonce', () => {
    const successors = [successorOf(secret, 'a'), successorOf(secret, 'a'), successorOf(secret, 'b'), successorOf('other', 'a')];
    expect(new Set(successors).size).toBe(3);
    expect(successors[0]).toBe(successors[1]);
  });

  it('does not follow from what is stored', () => {
    const stored = [hashOfSecret(secret), 'nonce'];
    const derivable = stored.flatMap((key) => stored.map((data) => createHmac('sha256', key).update(data).digest('base64url')));
    expect(derivable).not.toContain(successorOf(secret, 'nonce'));
  });
});
