import { randomUUID } from 'node:crypto';
import { allMail, Mail } from './support/mailbox';
import { eventually } from './support/eventually';
import { RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

/** As the mailbox keeps it: all that a mail program goes by. */
interface WholeMail extends Mail {
  readonly from: string;
  readonly replyTo: readonly string[];
  readonly destination: { readonly to: readonly string[]; readonly cc: readonly string[]; readonly bcc: readonly string[] };
}

const name = `<a href="https://evil.com">Click</a> evil.com {{7*7}} \${7*7} %s =?utf-8?q?=0aBcc:?=`;
const reason = '</td><script>alert(1)</script>\nBcc: eve@evil.com\n\nYour account is locked: https://evil.com/in';

describe('what people type', () => {
  let system: RunningSystem;

  beforeAll(async () => {
    system = await RunningSystem.start();
    const admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: `Tea "best" <img src=x onerror=alert(1)> & more`, unitPrice: 1250, currency: 'EUR', onHand: 5 });
  });
  afterAll(() => system.stop());

  it('stands as words in one e-mail to the one address that was given', async () => {
    const shopper = await registered(`o'hara+{{x}}%s=${randomUUID()}@example.com`);
    const { body: order } = await shopper.place([{ sku: 'TEA', quantity: 1 }]);
    await shopper.decided(order.id);
    await shopper.post(`/api/orders/${order.id}/cancel`, { reason });
    const mails = await mailsOf(order.id, 2);
    for (const { from, replyTo, destination, subject, body } of mails) {
      expect({ from, replyTo, destination }).toEqual({
        from: 'shop@example.com',
        replyTo: [],
        destination: { to: [shopper.email], cc: [], bcc: [] },
      });
      expect(subject).toMatch(new RegExp(`^Your order ${order.id} is (confirmed|cancelled)$`));
      expect(body.html).not.toMatch(/<(a|img|script|form|iframe)\b/);
      expect(linesOf(body.text)).toContain('Hello <a href="https:|//evil.|com">Click</a> evil.|com {{7*7}} ${7*7} %s =?utf-8?q?=0aBcc:|?=,');
    }
    const cancelled = mails.find(({ subject }) => subject.endsWith('cancelled'));
    expect(linesOf(cancelled?.body.text)).toContain(
      'Reason: </td><script>alert(1)</script> Bcc: eve@|evil.|com Your account is locked: https:|//evil.|com/in',
    );
  });

  it('as an address that mail programs would read as another gets no e-mail', async () => {
    const shopper = await registered(`=?utf-8?q?eve=40${randomUUID().slice(0, 8)}=3e?=@example.com`);
    const { body: order } = await shopper.place([{ sku: 'TEA', quantity: 1 }]);
    await shopper.decided(order.id);
    const audit = async () => ((await (await system.admin()).get('/api/admin/audit')).body as unknown as { deliveries: { failed: number } }).deliveries;
    await eventually(async () => expect((await audit()).failed).toBe(1));
    expect(await mailsOf(order.id, 0)).toEqual([]);
  });

  async function registered(email: string): Promise<Shopper> {
    const shopper = system.visitor();
    const password = randomUUID();
    expect((await shopper.post('/api/auth/register', { email, password, name })).status).toBe(201);
    await shopper.logIn(email, password);
    return shopper;
  }

  /** All that was sent about an order, wherever it went. */
  function mailsOf(orderId: string, count: number): Promise<WholeMail[]> {
    return eventually(async () => {
      const mails = ((await allMail()) as WholeMail[]).filter(({ subject }) => subject.includes(orderId));
      expect(mails).toHaveLength(count);
      return mails;
    });
  }

  /** What nobody sees, and what keeps mail programs from making a link, as a bar. */
  function linesOf(text = ''): string[] {
    return text.replaceAll('\u200c', '|').split('\n');
  }
});
