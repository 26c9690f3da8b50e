import 'reflect-metadata';
import fc from 'fast-check';
import { DtoPipe } from './dto.pipe';
import { IsPlainText, PlainText } from './plain-text';
import { textPattern } from './text-pattern';

const kinds: PlainText[] = [{ lines: 'one' }, { lines: 'one', min: 1 }, { lines: 'many' }, { lines: 'many', min: 1 }];

const special = /[\p{Cc}\p{Cf}\p{Z}\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
const firstPlane = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) => !/\p{Cs}/u.test(one));
/** All that are special in any way, and some of the others. */
const characters = firstPlane.filter((one, index) => special.test(one) || index % 61 === 0);

describe.each(kinds)('the documentation of a text with %j', (kind) => {
  class TextDto {
    @IsPlainText(kind)
    readonly text: string;
  }

  const documented = new RegExp(textPattern(kind));

  function isTaken(text: string): boolean {
    try {
      new DtoPipe().transform({ text }, { type: 'body', metatype: TextDto });
      return true;
    } catch {
      return false;
    }
  }

  it('takes the characters of the first plane that the API takes', () => {
    expect(characters.filter((text) => documented.test(text) !== isTaken(text))).toEqual([]);
    expect(characters.filter((one) => documented.test(`x${one}x`) !== isTaken(`x${one}x`))).toEqual([]);
  });

  it('takes the texts that the API takes', () => {
    const part = fc.constantFrom('', ' ', 'a', 'Zürich', '\n', '\t', '\r\n', '\r', '\u2028', '\ufeff', '\u200b', '\u0000', '\u202e', '\u00ad', '🦊', '👨‍👩‍👧');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        expect({ text, isTaken: documented.test(text) }).toEqual({ text, isTaken: isTaken(text) });
      }),
      { numRuns: 500 },
    );
  });
});
