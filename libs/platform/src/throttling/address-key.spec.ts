import { addressKey } from './address-key';

describe('the key of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['::ffff:0:192.0.2.7', '192.0.2.7'],
    ['64:ff9b::192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
  ])('%s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each(['', 'unknown', '192.0.2.7:80', 'x'.repeat(10_000), '::ffff:999.1.1.1', '\u0000'])('that is none is itself: %#', (text) => {
    expect(addressKey(text)).toBe(text);
  });

  it('does not fail where there is none', () => {
    expect(() => addressKey(undefined as unknown as string)).not.toThrow();
  });
});
