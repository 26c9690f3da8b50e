import { aNotification } from '../../test/a-notification';
import { Notification, notificationKinds } from '../domain/notification';
import { MessageTemplates } from './message-templates';

const hostile = `</td><script>alert("1")</script> {{constructor}} \${process.env} & 'so on'\r\nBcc: eve@example.com`;

/** What all `MessageTemplates` have to keep, whatever they say; run it against yours. */
export function describeMessageTemplates(name: string, templates: MessageTemplates): void {
  describe.each(notificationKinds)(`${name} as MessageTemplates, for %s`, (kind) => {
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
}

function notification(kind: Notification['kind'], words = 'Blue mug'): Notification {
  return aNotification()
    .of(kind)
    .to({ email: 'ada@example.com', name: words })
    .with({
      items: [{ sku: 'MUG-1', name: words, quantity: 5, unitPrice: 950, lineTotal: 4750 }],
      rejection: [{ sku: 'MUG-1', name: words, reason: words, requested: 5, available: 2 }],
      cancellationReason: words,
    });
}
