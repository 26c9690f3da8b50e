import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Config, parseConfig, variablesOf } from '@app/platform';
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

let volume: string;
beforeEach(() => (volume = mkdtempSync(join(tmpdir(), 'compose-'))));
afterEach(() => rmSync(volume, { recursive: true }));

/** Lets the service `secrets` fill the volume, and reads it as one of the apps. */
function configOf(app: string, given: Record<string, string> = {}): Config {
  makeSecrets(given);
  const onVolume = Object.entries(environmentOf(app, given)).map(([name, value]) => [name, value.replace(/^\/secrets/, volume)]);
  return parseConfig(Object.fromEntries(onVolume) as Record<string, string>);
}

function makeSecrets(given: Record<string, string> = {}): void {
  const [, script = ''] = /command: \[node, (\S+), \/secrets\]/.exec(blockOf('secrets')) ?? [];
  const { status } = spawnSync(process.execPath, [resolve(root, 'deploy/docker', script), volume], { env: environmentOf('secrets', given) });
  expect(status).toBe(0);
}

describe('the full stack in containers', () => {
  it('is the apps and what they need', () => {
    const names = ['mongo', 'redis', 'queue', 'mailbox', 'secrets', ...apps, 'demo'];
    expect([...services.keys()]).toEqual(names);
  });

  it.each(apps)('gives %s an environment it can start in', (app) => {
    expect(configOf(app)).toMatchObject({ REDIS_HOST: 'redis', servesSwagger: true });
  });

  it('lets a .env replace each secret, also later', () => {
    const own = { JWT_SECRET: 'a secret of thirty-two characters', ADMIN_EMAIL: 'me@example.com', ADMIN_PASSWORD: 'my own password' };
    expect(configOf('api')).not.toMatchObject({ JWT_SECRET: own.JWT_SECRET });
    expect(configOf('api', own)).toMatchObject(own);
  });

  it('has the administrator that the demo documents, whose password nobody knows who cannot read it', () => {
    const { email: ADMIN_EMAIL, password } = DEMO_ADMIN;
    const { ADMIN_PASSWORD } = configOf('api');
    expect(configOf('api')).toMatchObject({ ADMIN_EMAIL });
    expect(ADMIN_PASSWORD).not.toBe(password);
    const [, file = ''] = /docker compose exec api cat (\S+)/.exec(read('docker-compose.yml')) ?? [];
    expect(environmentOf('api')).toMatchObject({ ADMIN_PASSWORD_FILE: file });
    expect(environmentOf('demo')).toMatchObject({ ADMIN_EMAIL, ADMIN_PASSWORD_FILE: file });
  });

  it('shows no secret to who inspects a container: none has a default, and no app gets one by its environment', () => {
    const emulated = ['AWS_SECRET_KEY', 'MONGO_URI'];
    const secrets = variablesOf(Config).flatMap(({ name, file }) => (file && !emulated.includes(name) ? [name] : []));
    for (const service of services.keys()) {
      const set = Object.entries(environmentOf(service)).filter(([name, value]) => secrets.includes(name) && value !== '');
      expect({ service, set }).toEqual({ service, set: [] });
    }
    expect(apps.flatMap((app) => Object.keys(environmentOf(app))).filter((name) => secrets.includes(name))).toEqual([]);
    expect(environmentOf('api').MONGO_URI).not.toContain('@');
  });

  it('makes its secrets at the first start, for their owner only, and keeps them', () => {
    const first = configOf('api');
    expect(configOf('api')).toEqual(first);
    expect(readdirSync(volume)).toEqual(['admin-password', 'jwt-secret']);
    expect(readdirSync(volume).map((name) => statSync(join(volume, name)).mode & 0o777)).toEqual([0o400, 0o400]);
    rmSync(join(volume, 'jwt-secret'));
    expect(configOf('api').JWT_SECRET).not.toBe(first.JWT_SECRET);
  });

  it('makes them before anybody reads them, and lets nobody else write them', () => {
    const mounting = [...services.keys()].filter((service) => blockOf(service).includes('- secrets:/secrets'));
    expect(mounting).toEqual(['secrets', ...apps, 'demo']);
    expect(mounting.filter((service) => !blockOf(service).includes('- secrets:/secrets:ro'))).toEqual(['secrets']);
    for (const app of apps) {
      expect(blockOf(app)).toMatch(/^ +secrets:\n +condition: service_completed_successfully$/m);
    }
    expect(stages.get('base')).toContain('--owner=node --group=node --mode=0700 /secrets');
    expect(mounting.map((service) => [stageOf(service).includes('USER node'), blockOf(service).includes('user:')])).toEqual(
      mounting.map(() => [true, false]),
    );
  });

  it('names the queues as the emulator does, which knows them by their exact address only', () => {
    const { AWS_REGION, SQS_QUEUE_URL } = configOf('api');
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

  it.each([...services.keys()].filter((name) => !['secrets', 'demo'].includes(name)))('checks the health of %s and restarts it', (service) => {
    expect(`${blockOf(service)}${stageOf(service)}`).toMatch(/^( +healthcheck:|HEALTHCHECK )/m);
    expect(blockOf(service)).toMatch(/^ +restart: unless-stopped$/m);
  });

  it("publishes nothing beyond this machine, since its customer's password is known", () => {
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
