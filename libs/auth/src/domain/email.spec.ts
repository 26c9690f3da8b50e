import { normaliseEmail } from './email';

describe('an e-mail address', () => {
  it.each([
    ['Demo@Example.COM', 'demo@example.com'],
    ['  demo@example.com\n', 'demo@example.com'],
    ['ｄｅｍｏ＠example.com', 'demo@example.com'],
    ['\u3000demo@example.com', 'demo@example.com'],
    ['demo+shop@example.com', 'demo+shop@example.com'],
  ])('%j is stored as %j', (given, stored) => expect(normaliseEmail(given)).toBe(stored));

  it('does not change when it is normalised again', () => {
    const once = normaliseEmail(' ＤＥＭＯ@Éxample.com ');
    expect(normaliseEmail(once)).toBe(once);
  });
});
