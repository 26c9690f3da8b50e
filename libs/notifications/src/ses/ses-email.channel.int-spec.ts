import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import startMailbox from 'aws-ses-v2-local';
import { aConfig } from '../../test/a-config';
import { SesStandIn } from '../../test/ses-stand-in';
import { describeNotificationChannel } from '../ports/notification-channel.contract';
import { SesEmailChannel } from './ses-email.channel';

const ada = { userId: 'ada', email: 'ada@example.com', name: 'Ada' };
const message = { subject: 'Grüße', text: 'Zwei Tassen für 19 €', html: '<p>Zwei Tassen für 19 €</p>' };
const anyTime = Infinity;
const tags = { orderId: 'order-1', eventId: 'event-1' };

const ses = new SesStandIn();
let sesUrl: string;
let channel: SesEmailChannel;

beforeAll(async () => {
  Logger.overrideLogger(false);
  sesUrl = await ses.start();
  channel = new SesEmailChannel(aConfig({ AWS_ENDPOINT_URL_SES: sesUrl }));
});

afterAll(async () => {
  channel.onApplicationShutdown();
  await ses.stop();
});

beforeEach(() => {
  ses.requests.length = 0;
});

describeNotificationChannel('SesEmailChannel', () => ({
  channel,
  refuseNext: () => ses.answerNext(400, 'MessageRejected'),
  failNext: () => ses.answerNext(500, 'InternalFailure'),
  handedOver: () => ses.requests.map((request) => [...request.values()].join('\n')),
}));

describe('SesEmailChannel, at a local mailbox', () => {
  let mailbox: Server;
  let local: SesEmailChannel;

  beforeAll(async () => {
    mailbox = await startMailbox({ host: '127.0.0.1', port: 0 });
    local = new SesEmailChannel(aConfig({ AWS_ENDPOINT_URL_SES: urlOf(mailbox) }));
  });

  afterAll(() => {
    local.onApplicationShutdown();
    mailbox.closeAllConnections();
    mailbox.close();
  });

  it('sends text and HTML from our address to the one recipient', async () => {
    const { messageId } = await local.deliver(ada, message, tags, anyTime);
    const { emails } = (await (await fetch(`${urlOf(mailbox)}/store`)).json()) as { emails: unknown[] };
    expect(emails).toEqual([
      expect.objectContaining({
        messageId,
        from: 'shop@example.com',
        destination: { to: ['ada@example.com'], cc: [], bcc: [] },
        subject: 'Grüße',
        body: { text: message.text, html: message.html },
      }),
    ]);
  });
});

describe('SesEmailChannel', () => {
  it('writes UTF-8, and tags the message with order and event in the letters SES takes', async () => {
    await channel.deliver(ada, message, { orderId: 'order 1/ä', eventId: `event:${'x'.repeat(300)}` }, anyTime);
    const fields = Object.fromEntries(ses.requests[0] ?? []);
    expect(fields).toMatchObject({
      'Tags.member.1.Name': 'orderId',
      'Tags.member.1.Value': 'order_1__',
      'Tags.member.2.Name': 'eventId',
      'Tags.member.2.Value': `event_${'x'.repeat(250)}`,
      'Message.Subject.Charset': 'UTF-8',
      'Message.Body.Text.Charset': 'UTF-8',
      'Message.Body.Html.Charset': 'UTF-8',
    });
  });

  it('never lets a line break into the subject', async () => {
    await channel.deliver(ada, { ...message, subject: 'Hello\r\nBcc: eve@example.com\n' }, tags, anyTime);
    expect(ses.requests[0]?.get('Message.Subject.Data')).toBe('Hello Bcc: eve@example.com');
  });

  it('writes to an international domain in Punycode', async () => {
    await channel.deliver({ userId: 'ada', email: 'ada@bücher.example' }, message, tags, anyTime);
    expect(ses.requests[0]?.get('Destination.ToAddresses.member.1')).toBe('ada@xn--bcher-kva.example');
  });

  it.each(['ada@example.com, eve@example.com', 'Ada <ada@example.com>', 'ada@example.com\r\nBcc: eve@example.com', 'ada', ''])(
    'refuses %j without asking SES',
    async (email) => {
      await expect(channel.deliver({ userId: 'ada', email }, message, tags, anyTime)).rejects.toMatchObject({ code: 'permanently_refused' });
      expect(ses.requests).toHaveLength(0);
    },
  );
});

describe('SesEmailChannel, when SES says no', () => {
  it.each([
    'MessageRejected',
    'MailFromDomainNotVerifiedException',
    'ConfigurationSetDoesNotExist',
    'ConfigurationSetDoesNotExistException',
    'InvalidParameterValue',
  ])('takes %s as final', async (code) => {
    ses.answerNext(400, code);
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ code: 'permanently_refused' });
    expect(ses.requests).toHaveLength(1);
  });

  it.each([
    [400, 'Throttling'],
    [400, 'LimitExceededException'],
    [400, 'AccountSendingPausedException'],
    [403, 'SignatureDoesNotMatch'],
    [503, 'ServiceUnavailable'],
  ])('passes %d %s on after one request, to be tried again', async (status, code) => {
    ses.answerNext(status, code);
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ name: code });
    expect(ses.requests).toHaveLength(1);
  });

  it("keeps SES's reason, without the address", async () => {
    ses.answerNext(400, 'MessageRejected', 'Email address is not verified: ada@example.com.');
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.toThrow('SES: MessageRejected: Email address is not verified: (address)');
  });

  it('passes a broken connection on after one request', async () => {
    ses.resetNext();
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.toThrow('ECONNRESET');
    expect(ses.requests).toHaveLength(1);
  });

  it('does not wait for ever for an answer', async () => {
    ses.ignoreNext();
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(ses.requests).toHaveLength(1);
  });
});

describe('SesEmailChannel, at the send rate of SES', () => {
  const slowEnoughToTurnTheThirdAway = 0.1;
  let slow: SesEmailChannel;

  beforeEach(() => {
    slow = new SesEmailChannel(aConfig({ AWS_ENDPOINT_URL_SES: sesUrl }));
  });

  afterEach(() => {
    slow.onModuleDestroy();
    slow.onApplicationShutdown();
    ses.sendRate = undefined;
  });

  it('asks for the rate and turns away, unsent, what would have to wait too long', async () => {
    ses.sendRate = slowEnoughToTurnTheThirdAway;
    await slow.deliver(ada, message, tags, anyTime);
    const second = slow.deliver(ada, message, tags, anyTime);
    const secondTurnedAway = expect(second).rejects.toMatchObject({ code: 'rate_used_up' });
    await expect(slow.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ code: 'rate_used_up' });
    slow.onModuleDestroy();
    await secondTurnedAway;
    expect(ses.requests).toHaveLength(1);
  });

  it.each([undefined, 0, -1])('does not wait when SES says its rate is %s', async (rate) => {
    ses.sendRate = rate;
    await Promise.all(Array.from({ length: 5 }, () => slow.deliver(ada, message, tags, anyTime)));
    expect(ses.requests).toHaveLength(5);
  });

  it.each([
    [400, 'Throttling', 'Rate exceeded'],
    [400, 'ThrottlingException', 'Rate exceeded'],
    [429, 'TooManyRequestsException', 'Too many requests'],
    [429, 'Busy', 'Later'],
    [400, 'LimitExceededException', 'Maximum sending rate exceeded.'],
  ])('slows down after %d %s', async (status, code, words) => {
    ses.sendRate = slowEnoughToTurnTheThirdAway;
    ses.answerNext(status, code, words);
    await expect(slow.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ name: code });
    await expect(slow.deliver(ada, message, tags, anyTime)).rejects.toMatchObject({ code: 'rate_used_up' });
    expect(ses.requests).toHaveLength(1);
  });
});

describe('SesEmailChannel, when it cannot know whether SES took a message', () => {
  const warnings: string[] = [];
  const warn = (...parts: unknown[]) => void warnings.push(JSON.stringify(parts));

  beforeEach(() => {
    warnings.length = 0;
    Logger.overrideLogger({ log: warn, error: warn, warn });
  });

  afterEach(() => Logger.overrideLogger(false));

  it.each([
    ['the connection breaks before the answer', () => ses.resetNext()],
    ['the connection breaks in the middle of the answer', () => ses.breakOffNext()],
    ['its yes cannot be read', () => ses.answerGibberishNext()],
    ['no answer comes', () => ses.ignoreNext()],
  ])('warns and lets it be tried again, when %s', async (_, misbehave) => {
    misbehave();
    await expect(channel.deliver(ada, message, tags, anyTime)).rejects.not.toMatchObject({ code: 'permanently_refused' });
    const [warning, ...others] = warnings.filter((words) => words.includes('email_unknown_outcome'));
    expect(others).toEqual([]);
    expect(warning).toContain('event-1');
    expect(warning).not.toContain(ada.email);
  });

  it('does not warn when SES answered', async () => {
    ses.answerNext(503, 'ServiceUnavailable');
    await channel.deliver(ada, message, tags, anyTime).catch(() => undefined);
    expect(warnings.join()).not.toContain('email_unknown_outcome');
  });
});

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
