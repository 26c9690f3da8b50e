import { EnsuredQueue, EnsureQueues } from '@app/messaging';
import { Config, parseConfig } from '@app/platform';
import { CreateQueues } from './create-queues';

const aws = 'https://sqs.eu-central-1.amazonaws.com';

describe('making the queues', () => {
  it('gives each of them, and says of those that take messages what is wrong with them', async () => {
    const made = ['orders-dlq', 'orders', 'orders-events-dlq', 'orders-events'].map((name) => queue(name));
    const queues = await new CreateQueues(ensuring(made), configWith()).execute();
    expect(queues.map(({ name, fault }) => [name, fault])).toEqual([
      ['orders-dlq', undefined],
      ['orders', 'has no redrive policy'],
      ['orders-events-dlq', undefined],
      ['orders-events', 'has no redrive policy'],
    ]);
  });

  it('stops at the first that is in another account, and names what it has made there', async () => {
    const create = new CreateQueues(ensuring([queue('orders-dlq', '222222222222')]), configWith());
    await expect(create.execute()).rejects.toThrow(
      'The credentials are of the account 222222222222, SQS_QUEUE_URL names the account 111111111111. The queue orders-dlq was made in 222222222222: delete it there.',
    );
  });

  it.each([
    [{ SQS_QUEUE_URL: `${aws}/orders` }, 'SQS_QUEUE_URL must end with an account and the name of a queue'],
    [{ SQS_QUEUE_URL: `${aws}/111111111111/or.ders` }, 'SQS_QUEUE_URL must end with'],
    [{ SQS_QUEUE_URL: `${aws}/111111111111/${'x'.repeat(77)}` }, 'SQS_QUEUE_URL must end with'],
    [{ SQS_EVENTS_QUEUE_URL: `${aws}/` }, 'SQS_EVENTS_QUEUE_URL must end with'],
    [{ AWS_REGION: 'us-east-1' }, 'SQS_QUEUE_URL is in eu-central-1, AWS_REGION is us-east-1.'],
    [{ SQS_QUEUE_URL: 'http://127.0.0.1:4566/000000000000/orders' }, 'SQS_QUEUE_URL is not at AWS. Name the emulator'],
  ])('refuses %j before it asks SQS anything', async (variables, refusal) => {
    await expect(new CreateQueues(ensuring([]), configWith(variables)).execute()).rejects.toThrow(refusal);
  });

  it.each([
    [{ name: 'InvalidClientTokenId' }, 'in eu-central-1 refuses the credentials (InvalidClientTokenId)'],
    [{ name: 'SignatureDoesNotMatch' }, 'refuses the credentials'],
    [{ name: 'CredentialsProviderError' }, 'refuses the credentials'],
    [{ name: 'AccessDenied' }, 'They need sqs:GetQueueUrl, sqs:CreateQueue and sqs:GetQueueAttributes'],
    [{ name: 'Error', code: 'ENOTFOUND' }, 'in eu-central-1 cannot be reached (ENOTFOUND)'],
    [{ name: 'TimeoutError' }, 'cannot be reached'],
    [{ name: 'AbortError' }, 'cannot be reached'],
    [{ name: 'SyntaxError', message: "Unexpected token '<'\n  Deserialization error: to see the raw response" }, 'What answers in eu-central-1 is no SQS'],
    [{ name: 'QueueDeletedRecently', message: 'Wait 60 s.' }, 'refuses: QueueDeletedRecently: Wait 60 s.'],
  ])('says in one message what %j means', async (error, refusal) => {
    const failing = ensuring([], Object.assign(new Error(), error));
    await expect(new CreateQueues(failing, configWith()).execute()).rejects.toThrow(refusal);
  });
});

function queue(name: string, account = '111111111111'): EnsuredQueue {
  return { name, url: `${aws}/${account}/${name}`, isNew: true };
}

function ensuring(queues: readonly EnsuredQueue[], error?: Error): EnsureQueues {
  async function* each() {
    yield* queues;
    if (error) {
      throw error;
    }
  }
  return { each, faultOf: async () => 'has no redrive policy' } as unknown as EnsureQueues;
}

function configWith(variables: Record<string, string> = {}): Config {
  return parseConfig({
    MONGO_URI: 'mongodb://127.0.0.1:1/nowhere',
    JWT_SECRET: 'a-secret-that-is-only-used-by-these-tests',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: `${aws}/111111111111/orders`,
    SES_EMAIL: 'shop@example.com',
    ...variables,
  });
}
