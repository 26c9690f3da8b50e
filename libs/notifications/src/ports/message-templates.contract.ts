import { aNotification } from '../../test/a-notification';
import { AccountNotification, accountNotificationKinds, OrderNotification, orderNotificationKinds } from '../domain/notification';
import { MessageTemplates } from './message-templates';

const hostile = `</td><script>alert("1")</script> {{constructor}} \${process.env} & 'so on'\r\nBcc: eve@example.com`;

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
      expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
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

  describe.each(accountNotificationKinds)(`${name} as MessageTemplates, for %s`, (kind) => {
    it('has a subject, a text and HTML, lets no markup of people through and evaluates nothing', () => {
      const { subject, text, html } = templates.render(accountNotification(kind, hostile));
      expect(subject).toMatch(/^[^\r\n]+$/);
      expect(text).toMatch(/\S/);
      expect(html).not.toContain('<script');
      expect(text + html).not.toMatch(/\[native code\]|\[object Object\]/);
    });
  });

  describe(`${name} as MessageTemplates, for a forgotten password`, () => {
    it('gives the token, or the link with it, in text and HTML and not in the subject', () => {
      const byToken = templates.render(accountNotification('password_reset'));
      const byLink = templates.render({
        ...accountNotification('password_reset'),
        passwordReset: { token: 'token-1', link: 'https://shop.example.com/reset#token=token-1', validMinutes: 30 },
      });
      for (const { subject, text, html } of [byToken, byLink]) {
        expect(text).toContain('token-1');
        expect(html).toContain('token-1');
        expect(text).toMatch(/\b30\b/);
        expect(subject).not.toContain('token');
      }
      expect(byLink.text).toContain('https://shop.example.com/reset#token=token-1');
    });

    it.each(accountNotificationKinds.filter((kind) => kind !== 'password_reset'))('stands no token in %s', (kind) => {
      expect(JSON.stringify(templates.render(accountNotification(kind)))).not.toContain('token-1');
    });
  });
}

function accountNotification(kind: AccountNotification['kind'], name = 'Ada'): AccountNotification {
  const recipient = { email: 'ada@example.com', name };
  const passwordReset = { token: 'token-1', validMinutes: 30 };
  return { eventId: 'event-1', kind, recipient, ...(kind === 'password_reset' && { passwordReset }) };
}

function notification(kind: OrderNotification['kind'], words = 'Blue mug'): OrderNotification {
  return aNotification()
    .of(kind)
    .to({ email: 'ada@example.com', name: words })
    .with({
      items: [{ sku: 'MUG-1', name: words, quantity: 5, unitPrice: 950, lineTotal: 4750 }],
      rejection: [{ sku: 'MUG-1', name: words, reason: words, requested: 5, available: 2 }],
      refusalReason: words,
      cancellationReason: words,
    });
}
