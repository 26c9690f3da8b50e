import { Config, parseConfig } from '@app/platform';

/** A whole configuration, with what a test cares about in it. */
export function aConfigWith(variables: Partial<Record<keyof Config, string>>): Config {
  return parseConfig({
    MONGO_URI: 'mongodb://127.0.0.1:1/nowhere',
    JWT_SECRET: 'a-secret-that-is-only-used-by-these-tests',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY: 'local',
    AWS_SECRET_KEY: 'local',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
    ...variables,
  });
}
