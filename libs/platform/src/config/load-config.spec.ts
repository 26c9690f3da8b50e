import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty } from 'class-validator';
import { aConfig, requiredVariables } from '../../test/a-config';
import { InvalidEnvironment, parseConfig, parseSettings } from './load-config';
import { Config } from './config';
import { SecretVariable, Variable, variablesOf } from './variable';

describe('the configuration', () => {
  it('needs no more than the variables without a default', () => {
    expect(aConfig()).toMatchObject({
      ...requiredVariables,
      REDIS_PORT: 6379,
      HOST: '0.0.0.0',
      LIVE_PORT: 3010,
      LIVE_PEERS: ['127.0.0.1:3010'],
      ACCESS_TOKEN_TTL: 600,
      REFRESH_TOKEN_TTL: 2_592_000,
      RATE_LIMIT: 'on',
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      servesSwagger: true,
      eventsQueueUrl: 'http://127.0.0.1:1/queue/orders-events',
      awsCredentials: undefined,
    });
  });

  it('takes the place of a default', () => {
    const { REDIS_PORT, LIVE_PEERS, eventsQueueUrl, TRUST_PROXY, CORS_ORIGINS } = aConfig({
      REDIS_PORT: '6380',
      LIVE_PEERS: 'api-1:3010, api-2:3010',
      SQS_EVENTS_QUEUE_URL: 'https://sqs.example.com/1/events',
      TRUST_PROXY: '10.0.0.0/8,::1',
      CORS_ORIGINS: 'https://shop.example.com',
    });
    expect(REDIS_PORT).toBe(6380);
    expect(LIVE_PEERS).toEqual(['api-1:3010', 'api-2:3010']);
    expect(eventsQueueUrl).toBe('https://sqs.example.com/1/events');
    expect(TRUST_PROXY).toEqual(['10.0.0.0/8', '::1']);
    expect(CORS_ORIGINS).toEqual(['https://shop.example.com']);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(aConfig(), { PORT: 1 })).toThrow(TypeError);
  });

  it('holds nothing but its own variables', () => {
    expect(parseConfig({ ...requiredVariables, PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('says of every variable what it is for', () => {
    expect(variablesOf(Config).filter(({ about }) => about.length < 10)).toEqual([]);
  });

  it.each([
    ['production', undefined, false],
    ['production', 'on', true],
    ['development', undefined, true],
    ['development', 'off', false],
  ])('in %s with SWAGGER=%s serves Swagger: %s', (NODE_ENV, SWAGGER, serves) => {
    expect(aConfig({ NODE_ENV, SWAGGER }).servesSwagger).toBe(serves);
  });

  it.each([
    ['32 characters', 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uow'],
    ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['base64 with padding', 'q3PZ0t+uQh/6gXyZ0m1VfJ8v4yq0cV1m8Zk3r1l3n2hYkq5a2v7u0p9s6d4f1g8='],
  ])('takes a random secret of %s', (_, JWT_SECRET) => {
    expect(aConfig({ JWT_SECRET, JWT_SECRET_PREVIOUS: JWT_SECRET })).toMatchObject({ JWT_SECRET });
  });

  it.each([
    ['90', 90],
    ['90s', 90],
    ['15m', 900],
    ['12h', 43_200],
    ['30d', 2_592_000],
  ])('reads the duration %s as %d seconds', (ACCESS_TOKEN_TTL, seconds) => {
    expect(aConfig({ ACCESS_TOKEN_TTL }).ACCESS_TOKEN_TTL).toBe(seconds);
  });
});

describe('an environment that is not usable', () => {
  it('is told all its missing variables at once', () => {
    expect(problemsOf({})).toEqual(Object.keys(requiredVariables).map((name) => `${name} is missing`));
  });

  it.each(Object.keys(requiredVariables))('lacks %s when that is empty', (name) => {
    expect(problemsOf({ ...requiredVariables, [name]: '' })).toEqual([`${name} is missing`]);
  });

  it.each([
    ['MONGO_URI', 'http://db.example.com'],
    ['JWT_SECRET', 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uo'],
    ['JWT_SECRET', 'x'.repeat(64)],
    ['JWT_SECRET', 'test-secret-'.repeat(4)],
    ['JWT_SECRET', '0123456789abcdef'.repeat(4)],
    ['JWT_SECRET', 'please-change-me-before-production-1'],
    ['JWT_SECRET', 'your-256-bit-secret-goes-in-this-place'],
    ['JWT_SECRET_PREVIOUS', 'short'],
    ['PASSWORD_RESET_URL', 'javascript:alert(1)'],
    ['PASSWORD_RESET_URL', 'https://shop.example.com/reset#token'],
    ['RATE_LIMIT', 'none'],
    ['REDIS_PORT', '0'],
    ['REDIS_PORT', '65536'],
    ['REDIS_PORT', 'six'],
    ['PORT', '3000.5'],
    ['AWS_REGION', 'Frankfurt'],
    ['SQS_QUEUE_URL', 'orders'],
    ['SQS_QUEUE_URL', 'https://sqs.example.com/1/orders.fifo'],
    ['SES_EMAIL', 'shop'],
    ['SQS_EVENTS_QUEUE_URL', 'ftp://sqs.example.com/events'],
    ['LIVE_PEERS', 'api-1'],
    ['ACCESS_TOKEN_TTL', '0h'],
    ['ACCESS_TOKEN_TTL', '-5m'],
    ['ACCESS_TOKEN_TTL', '5 weeks'],
    ['SWAGGER', 'yes'],
    ['NODE_ENV', 'staging'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'everybody'],
    ['CORS_ORIGINS', 'shop'],
    ['ADMIN_EMAIL', 'root'],
  ])('is refused for a wrong %s, by name and without the value', (name, value) => {
    const environment = { ...requiredVariables, ADMIN_PASSWORD: 'correct horse battery', ADMIN_EMAIL: 'a@example.com' };
    const message = messageFor({ ...environment, [name]: value });
    expect(message).toContain(name);
    expect(message.split(name).join('')).not.toContain(value);
  });

  it.each([
    ['AWS_ACCESS_KEY', 'AWS_SECRET_KEY'],
    ['AWS_SECRET_KEY', 'AWS_ACCESS_KEY'],
    ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
    ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
  ])('has %s, which makes no sense without %s', (name, other) => {
    const problems = problemsOf({ ...requiredVariables, [name]: 'someone-secret@example.com' });
    expect(problems).toEqual([`${name} needs ${other} beside it`]);
  });

  it('prints no value, however wrong', () => {
    const names = variablesOf(Config).map(({ name }) => name);
    const message = messageFor(Object.fromEntries(names.map((name) => [name, `hunter2 of ${name}`])));
    expect(message).not.toContain('hunter2');
  });
});

describe("a shop's own variables", () => {
  class ShopSettings {
    @Variable('Total in minor units above which orders are taken by phone only.')
    @Type(() => Number)
    @IsInt()
    readonly LARGE_ORDER: number = 100_000;

    @SecretVariable('The key of the courier.')
    @IsNotEmpty()
    readonly COURIER_KEY: string;
  }

  it('are read beside the others, with their defaults, and frozen', () => {
    const settings = parseSettings([Config, ShopSettings], { ...requiredVariables, COURIER_KEY: 'hunter2' });
    expect(settings.get(Config)).toEqual(aConfig());
    expect(settings.get(ShopSettings)).toEqual({ LARGE_ORDER: 100_000, COURIER_KEY: 'hunter2' });
    expect(() => Object.assign(settings.get(ShopSettings) ?? {}, { LARGE_ORDER: 1 })).toThrow(TypeError);
  });

  it('are at fault together with the others, and show no value', () => {
    const wrong = { ...requiredVariables, AWS_REGION: '', LARGE_ORDER: 'hunter2', COURIER_KEY_FILE: '/hunter2' };
    const problems = refusalFrom(() => parseSettings([Config, ShopSettings], wrong)).problems;
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['COURIER_KEY_FILE', 'AWS_REGION', 'LARGE_ORDER']);
    expect(problems.join()).not.toContain('hunter2');
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  return refusalOf(environment).problems;
}

function messageFor(environment: Record<string, string>): string {
  return refusalOf(environment).message;
}

function refusalOf(environment: Record<string, string>): InvalidEnvironment {
  return refusalFrom(() => parseConfig(environment));
}

function refusalFrom(parse: () => unknown): InvalidEnvironment {
  try {
    parse();
  } catch (error) {
    if (error instanceof InvalidEnvironment) {
      return error;
    }
    throw error;
  }
  throw new Error('The environment was accepted.');
}
