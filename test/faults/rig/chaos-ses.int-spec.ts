import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { randomUUID } from 'node:crypto';
import { allMail } from '../../support/mailbox';
import { eventually } from '../../support/eventually';
import { ChaosSes } from './chaos-ses';
import { SeededRandom } from './seeded-random';

describe('SES on a bad day', () => {
  let chaos: ChaosSes;
  let ses: SESClient;
  let address: string;

  beforeEach(async () => {
    chaos = await new ChaosSes(process.env.AWS_ENDPOINT_URL_SES, new SeededRandom(1)).start();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    ses = new SESClient({ endpoint: chaos.url, region: 'us-east-1', credentials, maxAttempts: 1 });
    address = `${randomUUID()}@example.com`;
  });
  afterEach(async () => {
    ses.destroy();
    await chaos.stop();
  });

  it('is faithful until faults are injected, and shows the mailbox behind it', async () => {
    expect((await send()).MessageId).toBeTruthy();
    const here = await allMail(chaos.url);
    expect(here.filter(({ destination }) => destination.to.includes(address))).toHaveLength(1);
    expect(chaos.counts).toEqual({ requests: { SendEmail: 1 }, faults: {} });
  });

  it('throttles', async () => {
    chaos.inject({ throttle: 1 });
    await expect(send()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Maximum sending rate exceeded.',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await sentMails()).toBe(0);
  });

  it('refuses the mail of some recipients and sends that of others', async () => {
    chaos.inject({ reject: (recipient) => recipient.startsWith('refused-') });
    await send();
    await expect(send(`refused-${address}`)).rejects.toMatchObject({ name: 'MessageRejected' });
    expect(await sentMails()).toBe(1);
    expect(chaos.counts.faults).toEqual({ reject: 1 });
  });

  it('answers with server errors', async () => {
    chaos.inject({ serverErrors: 1 });
    await expect(send()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(await sentMails()).toBe(0);
  });

  it('sends a mail and never says so', async () => {
    chaos.inject({ acceptThenReset: 1 });
    await expect(send()).rejects.toThrow();
    expect(await sentMails()).toBe(1);
  });

  it('stalls', async () => {
    chaos.inject({ stall: 1_000 });
    const sending = send();
    await eventually(async () => expect(chaos.counts.faults.stall).toBe(1));
    expect(await sentMails()).toBe(0);
    await sending;
    expect(await sentMails()).toBe(1);
  });

  it('is not there at all while it is down, and is there again when healed', async () => {
    chaos.inject({ down: true });
    await expect(send()).rejects.toThrow();
    chaos.heal();
    await send();
    expect(await sentMails()).toBe(1);
  });

  function send(to = address) {
    const Message = { Subject: { Data: 'Confirmed' }, Body: { Text: { Data: 'Thank you' } } };
    return ses.send(new SendEmailCommand({ Source: 'shop@example.com', Destination: { ToAddresses: [to] }, Message }));
  }

  async function sentMails(): Promise<number> {
    return (await allMail()).filter(({ destination }) => destination.to.includes(address)).length;
  }
});
