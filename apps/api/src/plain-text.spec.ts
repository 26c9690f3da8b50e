import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsPlainText } from './plain-text';

class Note {
  @IsPlainText()
  readonly text: string;
}

describe('plain text', () => {
  it.each([
    '',
    'Please ring twice.',
    'two\nlines',
    'a line of Windows\r\nand the next',
    'a\ttab',
    'Grüße an 李雷 und سارة',
    '👩‍👩‍👧 with joiners',
    'right\u200Fto left mark',
    'no\u00A0break',
    '<b>not our business</b>',
    '$where',
  ])('may be %j', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['NUL', '\u0000'],
    ['a bell', '\u0007'],
    ['an escape sequence', '\u001b[31m'],
    ['a carriage return', '\r'],
    ['DEL', '\u007f'],
    ['a C1 control', '\u0085'],
    ['a bidi override', '\u202e'],
    ['a bidi embedding', '\u202a'],
    ['a bidi isolate', '\u2066'],
    ['its end', '\u2069'],
    ['a lone high surrogate', '\ud83d'],
    ['a lone low surrogate', '\ude00'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
  ])('may not hold %s', (_what, character) => {
    expect(problemsOf(`a${character}b`)).toEqual(['text must not contain control characters']);
  });

  it('is brought to one spelling', () => {
    expect(noteOf('u\u0308ber').text).toBe('über');
  });

  it('is no other value', () => {
    expect(problemsOf(1)).toHaveLength(1);
    expect(problemsOf(['a'])).toHaveLength(1);
  });
});

function noteOf(text: unknown): Note {
  return plainToInstance(Note, { text });
}

function problemsOf(text: unknown): string[] {
  return validateSync(noteOf(text)).flatMap(({ constraints = {} }) => Object.values(constraints));
}
