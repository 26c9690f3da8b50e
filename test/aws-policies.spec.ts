import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';

/**
 * The rights in AWS that deploy/aws gives to each app and to whoever operates them, held against the requests that the
 * code makes. Of a batch request the right is that of a single one.
 */
const root = resolve(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

type Who = 'api' | 'operator' | 'order-processor';

/** Every file of ours that makes requests to AWS, and the packages that make them for us; and on whose behalf. */
const callers: Readonly<Record<string, readonly Who[]>> = {
  'libs/messaging/src/sqs/dead-letter-queue.ts': ['api', 'operator'],
  'libs/messaging/src/sqs/dead-letters.ts': ['order-processor'],
  'libs/messaging/src/sqs/ensure-queue.ts': ['operator', 'order-processor'],
  'libs/messaging/src/sqs/handler-calls.ts': ['order-processor'],
  'libs/messaging/src/sqs/queue-depths.ts': ['api', 'order-processor'],
  'libs/messaging/src/sqs/queue.probe.ts': ['api', 'order-processor'],
  'libs/messaging/src/sqs/sqs-event-publisher.ts': ['api', 'order-processor'],
  'libs/notifications/src/ses/ses-email.channel.ts': ['order-processor'],
  'libs/notifications/src/ses/ses-send-rate.ts': ['order-processor'],
  'node_modules/sqs-consumer/dist/cjs/consumer.js': ['order-processor'],
  'node_modules/sqs-producer/dist/producer.js': ['api', 'order-processor'],
};
const everybody: readonly Who[] = ['api', 'operator', 'order-processor'];

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const statementsOf = (who: Who) => (JSON.parse(read(`deploy/aws/${who}.json`)) as { Statement: Statement[] }).Statement;
const ours = ['apps', 'libs', 'tools/cli'].flatMap((folder) => filesIn(folder)).filter(isProduct);

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
}

function isProduct(path: string): boolean {
  return path.endsWith('.ts') && !/spec\.ts$|\.contract\.ts$|\/test\//.test(path);
}

/** The rights for what a file sends: `sqs:SendMessage` for a SendMessageBatchCommand. */
function actionsOf(path: string): string[] {
  const service = /@aws-sdk\/client-(\w+)/.exec(read(path))?.[1] ?? '';
  return commandsIn(read(path)).map((name) => `${service}:${name.replace(/(Batch)?Command$/, '')}`);
}

function commandsIn(source: string): string[] {
  return [...new Set([...source.matchAll(/new (?:\w+\.)?(\w+Command)\(/g)].map(([, name = '']) => name))];
}

function needsOf(who: Who): string[] {
  const files = Object.entries(callers).filter(([, callersOfIt]) => callersOfIt.includes(who));
  return [...new Set(files.flatMap(([path]) => actionsOf(path)))].sort();
}

describe('the files that make requests to AWS', () => {
  it('are all accounted for', () => {
    const calling = ours.filter((path) => read(path).includes('@aws-sdk/') && commandsIn(read(path)).length > 0);
    expect(calling.sort()).toEqual(Object.keys(callers).filter((path) => !path.startsWith('node_modules')));
  });

  it('are listed in order, once each', () => {
    expect(Object.keys(callers)).toEqual(Object.keys(callers).sort());
    Object.values(callers).forEach((who) => expect(who).toEqual([...new Set(who)].sort()));
  });

  it('import each request by its name, where it can be found', () => {
    const otherwise = /import \* as \w+ from '@aws-sdk|(require|import)\('@aws-sdk|\.(purgeQueue|getQueueAttributes)\(/;
    expect(ours.filter((path) => otherwise.test(read(path)))).toEqual([]);
    const commands = /import \{([^}]*)\} from '@aws-sdk\/client-\w+'/g;
    const renamed = ours.filter((path) => [...read(path).matchAll(commands)].some(([, names = '']) => /Command as /.test(names)));
    expect(renamed).toEqual([]);
  });
});

describe.each(everybody)('the policy of %s', (who) => {
  it('allows what the code asks of AWS, and nothing else', () => {
    const allowed = statementsOf(who).flatMap(({ Action }) => Action);
    expect([...new Set(allowed)].sort()).toEqual(needsOf(who));
    expect(needsOf(who).length).toBeGreaterThan(4);
  });

  it('names each action and each resource, in order and once', () => {
    for (const { Effect, Action, Resource } of statementsOf(who)) {
      expect(Effect).toBe('Allow');
      expect(Action).toEqual([...new Set(Action)].sort());
      expect(Action.join()).not.toContain('*');
      // Quotas belong to the account: IAM knows no resource for them.
      expect({ Action, everything: Resource.join().includes('*') }).toEqual({ Action, everything: Action.join() === 'ses:GetSendQuota' });
    }
    const names = statementsOf(who).map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is for the queues and the sender that the manifests name', () => {
    const [{ data }] = loadAll(read('deploy/kubernetes/base/config-map.yaml')) as [{ data: Record<string, string> }];
    const [, region, account, name] = /^https:\/\/sqs\.(\S+)\.amazonaws\.com\/(\d+)\/(\S+)$/.exec(data.SQS_QUEUE_URL ?? '') ?? [];
    const queues = ['', '-dlq', '-events', '-events-dlq', '-handlers', '-handlers-dlq'].map((suffix) => `arn:aws:sqs:${region}:${account}:${name}${suffix}`);
    const domain = data.SES_EMAIL?.split('@')[1];
    const senders = [domain, data.SES_EMAIL].map((identity) => `arn:aws:ses:${region}:${account}:identity/${identity}`);
    const named = statementsOf(who).flatMap(({ Resource }) => Resource);
    expect(named.filter((resource) => ![...queues, ...senders, '*'].includes(resource))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(queues));
  });
});
