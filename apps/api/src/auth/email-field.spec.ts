import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { EmailField } from './email-field';

class Account {
  @EmailField('ada@example.com')
  readonly email: string;
}

describe('an e-mail address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    [' Ada.Lovelace+shop@Example.COM ', 'ada.lovelace+shop@example.com'],
    ["o'hara@example.co.uk", "o'hara@example.co.uk"],
    ['jürgen@example.com', 'jürgen@example.com'],
    ['ju\u0308rgen@example.com', 'jürgen@example.com'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('may be %j, and is kept as %s', (given, kept) => {
    const account = plainToInstance(Account, { email: given });
    expect(validateSync(account)).toEqual([]);
    expect(account.email).toBe(kept);
  });

  it.each<[string, unknown]>([
    ['is empty', ''],
    ['has no domain', 'ada'],
    ['has an empty domain', 'ada@'],
    ['names two', 'ada@example.com,eve@example.com'],
    ['hides a second one in quotes', '"ada@example.com>,<eve"@example.com'],
    ['breaks a line in quotes', '"ada\r\nBcc: eve"@example.com'],
    ['breaks a line', 'ada\nBcc: eve@example.com'],
    ['holds a NUL', 'ada\0@example.com'],
    ['turns the writing around', 'ada\u202e@example.com'],
    ['has half a character', 'a\ud83d@example.com'],
    ['has half a character in its domain', 'a@\ud83d.com'],
    ['looks like another', 'a\u200bda@example.com'],
    ['looks like another by its domain', 'ada@exam\u200bple.com'],
    ['has a display name', 'Ada <ada@example.com>'],
    ['has blanks inside', 'a da@example.com'],
    ['has a local part that is too long', `${'a'.repeat(65)}@example.com`],
    ['is too long', `ada@${'a'.repeat(50)}.${'b'.repeat(50)}.${'c'.repeat(50)}.${'d'.repeat(50)}.${'e'.repeat(50)}.com`],
    ['is of any length', `${'\u0315'.repeat(5000)}${'\u0316'.repeat(5000)}@example.com`],
    ['is an operator', { $ne: null }],
    ['is a list', ['ada@example.com']],
    ['is a number', 1],
    ['is nothing', null],
  ])('is refused when it %s', (_what, email) => {
    expect(validateSync(plainToInstance(Account, { email }))).toMatchObject([{ property: 'email' }]);
  });
});
