import fc from 'fast-check';
import { aNotification, anAccountNotification } from '../../test/a-notification';
import { AccountNotificationKind, isAboutAccount, Notification, notificationKinds, OrderNotificationKind } from '../domain/notification';
import { RenderedMessage } from '../domain/rendered-message';
import { singleLine } from '../domain/single-line';
import { OrderMessageTemplates } from './order-message-templates';
import { unlinked } from './unlinked';

/** What people can have typed, or get us to write; the fields are the marks that stand for them in a harmless letter. */
const fields = ['Wname', 'Wreason', 'Wproduct', 'Wrejected', 'Wsku', 'Worder'] as const;
type Words = Record<(typeof fields)[number], string>;

const harmless = Object.fromEntries(fields.map((field) => [field, field])) as Words;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const attacks = [
  '<script>alert(1)</script>',
  '</td></table><a href=https://evil.com>',
  '<!--',
  `" onmouseover="alert(1)`,
  `' style='x`,
  '&lt;b&gt;&#60;b&#x3e;',
  '{{constructor.constructor("x")()}}',
  '${process.exit()}',
  '%s%n%d',
  '=?utf-8?B?ZXZpbA==?=',
  '\r\nBcc: eve@example.com\r\n\r\n',
  '\r\n.\r\n',
  '\u2028\u2029\u0085\v\f\0',
  '\u202egnp.exe\u2066',
  '\ud800',
  '- Gift\n1 × €0.00: €0.00',
  'click evil.com or www.evil or https://evil',
  '[x](https://evil.com)',
  '$& $1 $`',
];
const typed = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.oneof(fc.constantFrom(...attacks, ' ', '\n', '<', '"', '&'), fc.string())).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
const allTyped = fc.record(Object.fromEntries(fields.map((field) => [field, typed])) as Record<keyof Words, typeof typed>);

describe.each(notificationKinds)('whatever is typed, a letter of kind %s', (kind) => {
  it('says the words as they are read, and is otherwise the same', () => {
    holdsFor((words) => {
      const [letter, expected] = [written(words), written(harmlessLike(words))];
      const shown = shownOf(words);
      for (const part of ['subject', 'text'] as const) {
        expect(bare(letter[part])).toBe(bare(filledIn(expected[part], shown)));
      }
      expect(bare(letter.html)).toBe(bare(filledIn(expected.html, escaped(shown))));
    });
  });

  it('has the same tags, and between them nothing that begins one or opens an entity', () => {
    holdsFor((words) => {
      const { html } = written(words);
      expect(html.match(tag)).toEqual(written(harmlessLike(words)).html.match(tag));
      expect(html.split(tag).join('')).toMatch(/^(?:[^<>&"']|&(?:amp|lt|gt|quot|#39);)*$/);
    });
  });

  it('has a subject of one line, and a text of as many lines', () => {
    holdsFor((words) => {
      const { subject, text } = written(words);
      expect(subject).not.toMatch(lineBreak);
      expect(text.split(lineBreak)).toHaveLength(written(harmlessLike(words)).text.split(lineBreak).length);
    });
  });

  const tag = /<[^>]*>/g;
  const lineBreak = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/;

  function holdsFor(check: (words: Words) => void): void {
    fc.assert(fc.property(allTyped, check), { numRuns: 300 });
  }

  function written(words: Words): RenderedMessage {
    return new OrderMessageTemplates().render(isAboutAccount(kind) ? aboutAccount(kind, words) : aboutOrder(kind, words));
  }
});

function aboutOrder(kind: OrderNotificationKind, { Wname: name, Wreason, Wproduct, Wrejected, Wsku: sku, Worder: id }: Words): Notification {
  const line = { sku, name: Wproduct, quantity: 5, unitPrice: 950, lineTotal: 4750 };
  const rejected = { sku, name: Wrejected, reason: 'insufficient_stock', requested: 5, available: 2 };
  const order = { id, items: [line], rejection: [rejected], cancellationReason: Wreason };
  return aNotification().of(kind).to({ userId: 'ada', email: 'ada@example.com', name }).with(order);
}

function aboutAccount(kind: AccountNotificationKind, { Wname: name }: Words): Notification {
  return anAccountNotification(kind, { name, link: 'https://shop.example.com/reset#token=token-1' });
}

/** Nobody is greeted, and no reason told, where nothing is left to say. */
function harmlessLike({ Wname, Wreason }: Words): Words {
  return { ...harmless, ...(singleLine(Wname) === '' && { Wname: '' }), ...(Wreason === '' && { Wreason: '' }) };
}

function shownOf(words: Words): Words {
  const lines = Object.fromEntries(fields.map((field) => [field, singleLine(words[field])])) as Words;
  return { ...lines, Wname: unlinked([...lines.Wname].slice(0, 100).join('').trim()), Wreason: unlinked(words.Wreason) && unlinked(lines.Wreason) };
}

function escaped(words: Words): Words {
  const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  return Object.fromEntries(fields.map((field) => [field, escape(words[field])])) as Words;
}

function filledIn(text: string, words: Words): string {
  return text.replace(new RegExp(fields.join('|'), 'g'), (field) => words[field as keyof Words]);
}

/** Spaces at the ends of what was typed do not count. */
function bare(text: string): string {
  return text.replace(/[^\S\n]+/g, '');
}
