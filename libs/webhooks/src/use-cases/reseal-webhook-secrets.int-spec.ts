import { Webhook as Verifier } from 'standardwebhooks';
import { anEvent } from '../../test/an-event';
import { databaseOfItsOwn, OpenWebhooks } from '../../test/open-webhooks';
import { ReplaceWebhookSecret } from './replace-webhook-secret';
import { ResealWebhookSecrets } from './reseal-webhook-secrets';

const [first, second, third] = ['first', 'second', 'third'].map((name) => `the ${name} secret that is long enough for a test`);
const database = databaseOfItsOwn();

let opened: OpenWebhooks[];

beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  await opened[0]?.connection.dropDatabase();
  await Promise.all(opened.map((one) => one.close()));
});

describe('after a change of JWT_SECRET', () => {
  it('the secrets of webhooks are brought under the new one, and the old one can be taken away', async () => {
    const { secret } = await (await openUnder(first)).register();
    expect(await reseal(await openUnder(second, first))).toEqual([]);
    const later = await openUnder(second);
    expect(await reseal(later)).toEqual([]);
    await expectSigned(later, secret);
  });

  it('without the old one they are named, until they are replaced; the new ones sign at once', async () => {
    const { webhook } = await (await openUnder(first)).register();
    const later = await openUnder(third);
    expect(await reseal(later)).toEqual([webhook.id]);
    const secret = await later.get(ReplaceWebhookSecret).execute('ann', webhook.id);
    await expectSigned(later, secret);
  });
});

async function openUnder(JWT_SECRET?: string, JWT_SECRET_PREVIOUS?: string): Promise<OpenWebhooks> {
  const open = await OpenWebhooks.open(database, { JWT_SECRET, ...(JWT_SECRET_PREVIOUS && { JWT_SECRET_PREVIOUS }) });
  opened.push(open);
  return open;
}

function reseal(open: OpenWebhooks): Promise<string[]> {
  return open.get(ResealWebhookSecrets).execute();
}

async function expectSigned(open: OpenWebhooks, secret: string): Promise<void> {
  await open.record(anEvent());
  await open.sendAll();
  const [post] = open.client.posts;
  expect(new Verifier(secret).verify(post?.body ?? '', { ...post?.headers })).toMatchObject({ id: anEvent().id });
}
