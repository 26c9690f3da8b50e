import { aNotification, anAccountNotification } from '../../test/a-notification';
import { accountNotificationKinds, OrderNotification, orderNotificationKinds } from '../domain/notification';
import { MessageTemplates } from './message-templates';

const hostile = `</td><script>alert("1")</script> {{constructor}} \${process.env} & 'so on'\r\nBcc: eve@example.com`;
const lineBreak = /[\r\n\u2028\u2029]/;
/** 1,234.56 in any language; not 123456, which are minor units. */
const total = /1\D{0,2}234\D{1,2}56/;
const link = 'https://shop.example.com/reset#token=token-1';

/** What all `MessageTemplates` have to keep, whatever they say; run it against yours. */
export function describeMessageTemplates(name: string, templates: MessageTemplates): void {
  describe.each(orderNotificationKinds)(`${name} as MessageTemplates, for %s`, (kind) => {
    it('names the order in subject, text and HTML', () => {
      const { subject, text, html } = templates.render(notification(kind));
      for (const part of [subject, text, html]) {
        expect(part).toContain('order-1');
      }
    });

    it('keeps the subject on one line, whatever the order is called', () => {
      const { subject } = templates.render(aNotification().of(kind).with({ id: 'order-1\r\nBcc: eve@example.com\u2028x' }));
      expect(subject).not.toMatch(lineBreak);
    });

    it('says in text and HTML what was ordered, and shows no price in minor units', () => {
      const { text, html } = templates.render(notification(kind));
      for (const part of [text, html]) {
        expect(part).toContain('Blue mug');
        expect(part).not.toContain('123456');
      }
    });

    it('lets no markup of people through into the HTML', () => {
      const { html } = templates.render(notification(kind, hostile));
      expect(html).not.toContain('<script');
      expect(html).not.toContain('alert("1")');
      expect(html.split('<td').length).toBe(html.split('</td>').length);
    });

    it('does not evaluate what people typed', () => {
      const { text, html } = templates.render(notification(kind, hostile));
      for (const part of [text, html]) {
        expect(part).toContain('{{constructor}} ${process.env}');
      }
    });
  });

  describe(`${name} as MessageTemplates`, () => {
    it('says in text and HTML what a confirmed order costs, as people write it', () => {
      const { text, html } = templates.render(notification('order_confirmed'));
      expect(text).toMatch(total);
      expect(html).toMatch(total);
    });

    it.each([
      ['a shop refused an order by its own rule', aNotification().of('order_rejected').with({ rejection: [], refusalReason: 'Ring us first.' }), 'Ring us first.'],
      ['an order was cancelled', aNotification().of('order_cancelled').with({ cancellationReason: 'Bought elsewhere.' }), 'Bought elsewhere.'],
      ['a line was short', aNotification().of('order_rejected').with({ rejection: [shortOf('Rare teapot')] }), 'Rare teapot'],
    ])('tells in text and HTML why %s', (_what, of, reason) => {
      const { text, html } = templates.render(of);
      expect(text).toContain(reason);
      expect(html).toContain(reason);
    });

    it('tells different things in different words', () => {
      const all = [
        ...orderNotificationKinds.map((kind) => templates.render(notification(kind))),
        ...accountNotificationKinds.map((kind) => templates.render(anAccountNotification(kind))),
      ];
      for (const part of ['subject', 'text', 'html'] as const) {
        expect(new Set(all.map((message) => message[part])).size).toBe(all.length);
      }
    });
  });

  describe.each(accountNotificationKinds)(`${name} as MessageTemplates, for %s`, (kind) => {
    it('has a subject, a text and HTML, lets no markup of people through and evaluates nothing', () => {
      const { subject, text, html } = templates.render(anAccountNotification(kind, { name: hostile }));
      expect(subject).toMatch(/\S/);
      expect(subject).not.toMatch(lineBreak);
      expect(text).toMatch(/\S/);
      expect(html).toMatch(/\S/);
      expect(html).not.toContain('<script');
      expect(text + html).not.toMatch(/\[native code\]|\[object Object\]/);
    });
  });

  describe(`${name} as MessageTemplates, for a forgotten password`, () => {
    it('gives the token in text and HTML, and not in the subject', () => {
      const { subject, text, html } = templates.render(anAccountNotification('password_reset'));
      expect(text).toContain('token-1');
      expect(html).toContain('token-1');
      expect(subject).not.toContain('token');
    });

    it('gives the link in text and HTML where there is one, and not in the subject', () => {
      const { subject, text, html } = templates.render(anAccountNotification('password_reset', { link }));
      expect(text).toContain(link);
      expect(html).toContain(link);
      expect(subject).not.toContain('token');
    });

    it('says in the text for how many minutes it works', () => {
      expect(templates.render(anAccountNotification('password_reset')).text).toMatch(/\b30\b/);
    });

    it.each(accountNotificationKinds.filter((kind) => kind !== 'password_reset'))('stands no token in %s', (kind) => {
      expect(JSON.stringify(templates.render(anAccountNotification(kind)))).not.toContain('token-1');
    });
  });
}

function shortOf(name: string) {
  return { sku: 'MUG-1', name, reason: 'insufficient_stock', requested: 5, available: 2 };
}

function notification(kind: OrderNotification['kind'], words = 'Blue mug'): OrderNotification {
  return aNotification()
    .of(kind)
    .to({ userId: 'ada', email: 'ada@example.com', name: words })
    .with({
      items: [{ sku: 'MUG-1', name: words, quantity: 5, unitPrice: 24_691, lineTotal: 123_456 }],
      total: 123_456,
      rejection: [{ ...shortOf(words), reason: words }],
      refusalReason: words,
      cancellationReason: words,
    });
}
