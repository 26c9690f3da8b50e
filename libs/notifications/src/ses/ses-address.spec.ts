import fc from 'fast-check';
import { sesAddress } from './ses-address';

describe('an address for SES', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ["o'hara+shop{1}%x!y@mail.example.co.uk", "o'hara+shop{1}%x!y@mail.example.co.uk"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ])('%s is %s', (email, expected) => {
    expect(sesAddress(email)).toBe(expected);
  });

  it.each([
    ['two', 'ada@example.com,eve@example.com'],
    ['two, with a semicolon', 'ada@example.com;eve@example.com'],
    ['two, one inside the other', 'ada@eve@example.com'],
    ['one with a display name', 'Ada <ada@example.com>'],
    ['one with a comment', 'ada(eve@example.com)@example.com'],
    ['one with a route', '<@example.com:ada@example.org>'],
    ['one in quotes', '"ada,eve"@example.com'],
    ['one with a header behind it', 'ada@example.com\r\nBcc: eve@example.com'],
    ['one with a header before the @', 'ada\r\nBcc: eve@example.com'],
    ['one with a line break at the end', 'ada@example.com\n'],
    ['one with a control character', 'ada\0@example.com'],
    ['one that a mail program may decode', '=?utf-8?q?eve=40example.org=3e=00?=@example.com'],
    ['one of letters that SES does not take', 'ädä@example.com'],
    ['one at an invisible variant of a domain', 'ada@exam\u200bple.com'],
    ['one whose domain ends early', 'ada@example.com/eve'],
    ['one whose domain is encoded', 'ada@ex%61mple.com'],
    ['one at a number', 'ada@127.0.0.1'],
    ['one at an address literal', 'ada@[127.0.0.1]'],
    ['one at a port', 'ada@example.com:25'],
    ['one without a domain', 'ada@'],
    ['one without a mailbox', '@example.com'],
    ['nothing', ''],
  ])('is not made of %s', (_, email) => {
    expect(() => sesAddress(email)).toThrow(expect.objectContaining({ code: 'permanently_refused' }));
  });

  it('is one of ASCII without spaces or brackets, or none, whatever it is made of', () => {
    const parts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('ada', '@', 'example.com', '"', '<', ',', '\r\n', '.'));
    fc.assert(
      fc.property(fc.array(parts).map((some) => some.join('')), (email) => {
        expect(addressOrNone(email)).toMatch(/^$|^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[a-z0-9.-]+$/);
      }),
    );
  });
});

function addressOrNone(email: string): string {
  try {
    return sesAddress(email);
  } catch {
    return '';
  }
}
