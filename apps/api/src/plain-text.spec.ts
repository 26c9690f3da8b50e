import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsPlainText } from './plain-text';

class Note {
  @IsPlainText()
  readonly text: string;
}

class Name {
  @IsPlainText({ lines: 'one', min: 1, max: 10 })
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
    ['a deprecated format control', '\u206a'],
    ['what is no character', '\uffff'],
    ['what is no character, further up', '\u{1fffe}'],
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

describe('one line of plain text', () => {
  it.each(['A', '李雷 & سارة', '👩‍👩‍👧 home', 'exactly 10', '😀'.repeat(10), '<b>$</b>'])('may be %j', (text) => {
    expect(problemsOf(text, Name)).toEqual([]);
  });

  it.each([
    ['a line break', '\n'],
    ['that of Windows', '\r\n'],
    ['that of Unicode', '\u2028'],
    ['a paragraph break', '\u2029'],
    ['a tab', '\t'],
    ['a bidi override', '\u202e'],
  ])('may not hold %s', (_what, character) => {
    expect(problemsOf(`a${character}b`, Name)).toEqual(['text must not contain control characters']);
  });

  it('loses the blanks around it', () => {
    expect(noteOf(' \u00a0u\u0308ber\n', Name).text).toBe('über');
  });

  it.each([
    ['empty', ''],
    ['nothing but blanks', ' \u00a0 '],
    ['too long', 'x'.repeat(11)],
    ['too long in emoji', '😀'.repeat(11)],
    ['too long by marks that change how a character looks', 'x\ufe0f'.repeat(6)],
  ])('is refused when it is %s', (_what, text) => {
    expect(problemsOf(text, Name)).toEqual(['text must have 1 to 10 characters']);
  });

  it.each(['\u200b', '\u200d\ufe0f', '\u3164', '\u00ad'])('is refused when nobody would see it: %j', (text) => {
    expect(problemsOf(text, Name)).toEqual(['text must not be blank']);
  });

  it('is counted as it is kept, not as it was typed', () => {
    expect(problemsOf('u\u0308'.repeat(10), Name)).toEqual([]);
    expect(problemsOf('\u{1d160}'.repeat(4), Name)).toEqual(['text must have 1 to 10 characters']);
  });
});

it('a text beyond all measure is refused as it is: bringing it to one spelling would take very long', () => {
  const text = `a${'\u0315'.repeat(5000)}${'\u0316'.repeat(5000)}`;
  expect(noteOf(text).text).toBe(text);
  expect(problemsOf(text)).toEqual(['text must have 0 to 1000 characters']);
});

function noteOf(text: unknown, form: typeof Note | typeof Name = Note): Note {
  return plainToInstance(form, { text });
}

function problemsOf(text: unknown, form?: typeof Note | typeof Name): string[] {
  return validateSync(noteOf(text, form)).flatMap(({ constraints = {} }) => Object.values(constraints));
}
