import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '@app/platform';
import { DEMO_ADMIN } from '../tools/demo-data';

/**
 * docker-compose.yml as text: a service is its block with the blocks it merges in, a variable a name in capitals.
 * Whether Compose itself takes the file is for tools/compose/check.sh.
 */
const root = resolve(__dirname, '..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');
const compose = read('docker-compose.yml').replace(/^ *#.*\n/gm, '');
const dockerfile = read('Dockerfile').replace(/\\\n/g, '');
const apps = ['api', 'order-processor'];

const anchors = new Map([...compose.matchAll(/^x-\S+ &(\w+)\n((?: .*\n|\n)+)/gm)].map(([, name, body]) => [name, body]));
const [, declared = ''] = /^services:\n((?: .*\n|\n)+)/m.exec(compose) ?? [];
const services = new Map(
  [...declared.matchAll(/^ {2}(\S+):\n((?: {3}.*\n|\n)+)/gm)].map(([, name = '', body = '']) => [name, merged(body)]),
);
const stages = new Map(
  [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)\n((?:(?!FROM ).*\n)*)/gm)].map(([, , name = '', body = '']) => [name, body]),
);

function merged(block: string): string {
  return block.replace(/<<: (.+)\n/g, (_, names: string) =>
    [...names.matchAll(/\*(\w+)/g)].map(([, name]) => `\n${merged(anchors.get(name) ?? '')}`).join(''),
  );
}

function blockOf(service: string): string {
  return services.get(service) ?? '';
}

/** The last stage of the image that Compose builds for a service; empty for an image from elsewhere. */
function stageOf(service: string): string {
  return stages.get(/^ +target: (.+)/m.exec(blockOf(service))?.[1] ?? '') ?? '';
}

/** A service's variables, with `given` as what `.env` holds. */
function environmentOf(service: string, given: Record<string, string> = {}): Record<string, string> {
  const variables = [...blockOf(service).matchAll(/^ +([A-Z][A-Z_]+): "?(.+?)"?$/gm)];
  return Object.fromEntries(
    variables.map(([, name = '', value = '']) => [
      name,
      value.replace(/\$\{(\w+):-(.*?)\}/g, (_, variable: string, byDefault: string) => given[variable] ?? byDefault),
    ]),
  );
}

describe('the full stack in containers', () => {
  it('is the apps and what they need', () => {
    const names = ['mongo', 'redis', 'queue', 'mailbox', ...apps, 'demo'];
    expect([...services.keys()]).toEqual(names);
  });

  it.each(apps)('gives %s an environment it can start in', (app) => {
    expect(parseConfig(environmentOf(app))).toMatchObject({ REDIS_HOST: 'redis', servesSwagger: true });
  });

  it('lets a .env replace each secret of the demo', () => {
    const own = { JWT_SECRET: 'a secret of thirty-two characters', ADMIN_EMAIL: 'me@example.com', ADMIN_PASSWORD: 'my own password' };
    expect(parseConfig(environmentOf('api', own))).toMatchObject(own);
  });

  it('has the administrator that the demo documents', () => {
    const { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } = DEMO_ADMIN;
    expect(environmentOf('api')).toMatchObject({ ADMIN_EMAIL, ADMIN_PASSWORD });
    expect(environmentOf('demo')).toMatchObject({ ADMIN_EMAIL, ADMIN_PASSWORD });
  });

  it('names the queues as the emulator does, which knows them by their exact address only', () => {
    const { AWS_REGION, SQS_QUEUE_URL } = parseConfig(environmentOf('api'));
    const { FAUXQS_HOST, FAUXQS_PORT, FAUXQS_DEFAULT_REGION } = environmentOf('queue');
    expect(FAUXQS_DEFAULT_REGION).toBe(AWS_REGION);
    expect(SQS_QUEUE_URL).toBe(`http://sqs.${AWS_REGION}.${FAUXQS_HOST}:${FAUXQS_PORT}/000000000000/orders`);

    const { queues } = JSON.parse(read('deploy/docker/queues.json')) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toEqual(['orders-dlq', 'orders-events-dlq', 'orders', 'orders-events']);
  });

  it.each([...services.keys()])('runs %s as somebody other than root', (service) => {
    const user = /^ +user: (.+)/m.exec(blockOf(service))?.[1] ?? /^USER (.+)/m.exec(stageOf(service))?.[1];
    expect(user).toMatch(/^(?!root\b|0\b)\w+$/);
  });

  it.each([...services.keys()].filter((name) => name !== 'demo'))('checks the health of %s and restarts it', (service) => {
    expect(`${blockOf(service)}${stageOf(service)}`).toMatch(/^( +healthcheck:|HEALTHCHECK )/m);
    expect(blockOf(service)).toMatch(/^ +restart: unless-stopped$/m);
  });

  it('publishes nothing beyond this machine, since its passwords are known', () => {
    const published = [...compose.matchAll(/^ +- "(\S+:\d+)"$/gm)].map(([, port]) => port);
    expect(published).toHaveLength(3);
    expect(published.filter((port) => !port?.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('pins every image', () => {
    const images = [...compose.matchAll(/^ +image: (.+)$/gm), ...dockerfile.matchAll(/^ARG NODE_IMAGE=(.+)$/gm)];
    expect(images).toHaveLength(3);
    expect(images.filter(([, image]) => !/:\d+\.\d+\.\d+/.test(image ?? ''))).toEqual([]);
  });

  it('builds its images from files that exist', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
    expect(copies).toContain('package-lock.json');
    expect(copies.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});
