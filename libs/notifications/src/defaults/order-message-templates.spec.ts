import { aNotification } from '../../test/a-notification';
import { describeMessageTemplates } from '../ports/message-templates.contract';
import { OrderMessageTemplates } from './order-message-templates';

const templates = new OrderMessageTemplates();

describeMessageTemplates('OrderMessageTemplates', templates);

describe('a confirmation', () => {
  it('lists lines, quantities, prices and the total', () => {
    expect(templates.render(aNotification())).toMatchObject({
      subject: 'Your order order-1 is confirmed',
      text: [
        'Your order is confirmed',
        'Hello Ada,',
        'Thank you for your order. Everything in it is reserved for you.',
        '- Blue mug\n2 × €9.50 (MUG-1): €19.00\n- Green tea\n3 × €4.99 (TEA-7): €14.97',
        'Total: €33.97',
        'Order order-1, placed on 5 March 2026 at 17:04 UTC.',
      ].join('\n\n'),
    });
  });

  it('says the same in HTML', () => {
    const { html } = templates.render(aNotification());
    for (const words of ['Hello Ada,', 'Blue mug', '2 × €9.50 (MUG-1)', '€19.00', '€33.97', '5 March 2026 at 17:04 UTC']) {
      expect(html).toContain(words);
    }
  });

  it('knows currencies without decimals, and recipients without a name', () => {
    const { text } = templates.render(aNotification().to({ userId: 'ada', email: 'ada@example.com' }).with({ currency: 'JPY', total: 3397 }));
    expect(text).toContain('Total: ¥3,397');
    expect(text).toContain('Hello,');
  });
});

describe('a rejection', () => {
  const rejected = aNotification().of('order_rejected');

  it('says for each line at fault what was asked and what was available, and nothing of the others', () => {
    const { text, html } = templates.render(
      rejected.with({
        rejection: [
          { sku: 'MUG-1', name: 'Blue mug', reason: 'insufficient_stock', requested: 5, available: 2 },
          { sku: 'TEA-7', reason: 'not_sold_abroad', requested: 3, available: 9 },
        ],
      }),
    );
    for (const part of [text, html]) {
      expect(part).toContain('Not enough in stock: you asked for 5, 2 available (MUG-1)');
      expect(part).toContain('Not sold abroad: you asked for 3, 9 available (TEA-7)');
      expect(part).not.toContain('Total');
    }
  });

  it('of the whole order gives the reason of the rule that refused it', () => {
    const { text, html } = templates.render(rejected.with({ rejection: [], refusalReason: 'Please ring us <now>.' }));
    expect(text).toContain('Reason: Please ring us <now>.');
    expect(html).toContain('Reason: Please ring us &lt;now&gt;.');
  });

  it('does without lines when none is at fault', () => {
    const { text } = templates.render(rejected);
    expect(text).not.toContain('stood in the way');
  });
});

describe('a cancellation', () => {
  it('tells the reason, if there is one', () => {
    const cancelled = aNotification().of('order_cancelled');
    expect(templates.render(cancelled.with({ cancellationReason: 'Ordered twice' })).text).toContain('Reason: Ordered twice');
    expect(templates.render(cancelled).text).not.toContain('Reason');
  });
});

describe('what people typed', () => {
  it('cannot pass for a line of ours in the text, or turn its reading direction', () => {
    const [item] = aNotification().order.items;
    const name = 'Mug\r\n\r\nTotal: €0.00\u2028\u202egnp.exe';
    const { text } = templates.render(aNotification().with({ items: item ? [{ ...item, name }] : [] }));
    expect(text).toContain('- Mug Total: €0.00 gnp.exe\n');
  });
});
