import { parseIdempotencyKey, parsePreferredWait } from './place-order-headers';

describe('the Idempotency-Key header', () => {
  it('may be missing', () => {
    expect(parseIdempotencyKey(undefined)).toBeUndefined();
  });

  it.each(['k', '!', '~', '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', 'order 7 of Ada', 'x'.repeat(255)])('may be %s', (key) => {
    expect(parseIdempotencyKey(key)).toBe(key);
  });

  it.each([
    ['empty', ''],
    ['blank', ' '],
    ['longer than 255 characters', 'x'.repeat(256)],
    ['with a blank before it', ' key'],
    ['with a blank behind it', 'key '],
    ['in two lines', 'a\nb'],
    ['ending in a line break', 'key\n'],
    ['with a control character', 'a\u0000b'],
    ['not ASCII', 'schlüssel'],
    ['an emoji', '🔑'],
  ])('is refused when it is %s', (_how, key) => {
    expect(() => parseIdempotencyKey(key)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'invalid_idempotency_key' }),
    );
  });
});

describe('the Idempotency-Key header with a comma in it', () => {
  it('is one key when it was sent once, whatever else was sent', () => {
    const rawHeaders = ['Host', 'idempotency-key', 'Idempotency-Key', 'a, b', 'X-Other', 'Idempotency-Key'];
    expect(parseIdempotencyKey('a, b', rawHeaders)).toBe('a, b');
  });

  it('is refused when it was sent twice', () => {
    const rawHeaders = ['Idempotency-Key', 'a', 'Host', 'x', 'idempotency-key', 'b'];
    expect(() => parseIdempotencyKey('a, b', rawHeaders)).toThrow(expect.objectContaining({ code: 'invalid_idempotency_key' }));
  });
});

describe('the Prefer header', () => {
  it.each([
    ['wait=5', 5],
    ['wait=0', 0],
    ['wait=30', 30],
    ['wait=31', 30],
    ['wait=9999', 30],
    ['Wait=5', 5],
    ['wait = 5', 5],
    ['wait="5"', 5],
    ['respond-async, wait=5', 5],
    ['respond-async,wait=5', 5],
    ['wait=5, respond-async', 5],
    ['wait=5; foo=bar', 5],
  ])('"%s" asks to wait %d seconds', (header, seconds) => {
    expect(parsePreferredWait(header)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    'respond-async',
    'wait',
    'wait=',
    'wait=soon',
    'wait=-5',
    'wait=1.5',
    'wait=5s',
    'await=5',
    'wait=0x10',
    'wait=1e9',
    'wait=wait=wait=5',
  ])('"%s" asks for nothing', (header) => {
    expect(parsePreferredWait(header)).toBe(0);
  });
});
