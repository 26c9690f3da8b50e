import { unlinked } from './unlinked';

describe('words that hold no link', () => {
  it.each([
    ['evil.com', 'evil.|com'],
    ['www.evil', 'www.|evil'],
    ['www.123', 'www.|123'],
    ['click https://evil.com/x now', 'click https:|//evil.|com/x now'],
    ['mailto:eve@evil.com', 'mailto:|eve@|evil.|com'],
    ['\\\\server\\share', '\\|\\|server\\|share'],
    ['evil。com', 'evil。|com'],
    ['evil1.2com', 'evil1.2com'],
    ['1.com', '1.|com'],
    ['пример.рф', 'пример.|рф'],
  ])('are made of %s', (typed, expected) => {
    expect(unlinked(typed)).toBe(expected.replaceAll('|', '\u200c'));
  });

  it.each(['Ada Lovelace', 'Dr. No', "O'Hara, J. R.", '1.50 at 10:30', 'Wait...', 'Reason: none', ''])('are %j as it stands', (typed) => {
    expect(unlinked(typed)).toBe(typed);
  });
});
