import { acceptPassword as acceptPasswordOf } from './password';

const acceptPassword = (password: string) => acceptPasswordOf(password, 'ada.lovelace@example.com');

describe('a new password', () => {
  it.each([
    ['of 12 characters', 'abcdefghijkl'],
    ['of 128 characters', 'ab'.repeat(64)],
    ['of 12 characters outside the basic plane', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧'],
    ['of the demo customer', 'demo-customer-password'],
  ])('%s is accepted', (_, password) => expect(acceptPassword(password)).toBe(password));

  it.each([
    ['of 11 characters', 'abcdefghijk'],
    ['of 129 characters', `${'ab'.repeat(64)}c`],
    ['of 6 characters that take 12 units in UTF-16', '🦊🐻🐼🐨🐯🦁'],
    ['that is common', 'password1234'],
    ['that is common but for capitals', 'PassWord1234'],
    ['that is the e-mail address', 'Ada.Lovelace@example.com'],
    ['of 10 000 characters', 'x y'.repeat(3334)],
  ])('%s is refused', (_, password) =>
    expect(() => acceptPassword(password)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'password_not_accepted', details: [expect.objectContaining({ path: 'password' })] }),
    ),
  );

  it('is the same however the keyboard composes it', () => {
    expect(acceptPassword('cafe\u0301-au-lait-x')).toBe(acceptPassword('caf\u00e9-au-lait-x'));
  });

  it('is counted as it is stored', () => {
    expect(() => acceptPassword('e\u0301'.repeat(6))).toThrow(expect.objectContaining({ code: 'password_not_accepted' }));
  });
});
