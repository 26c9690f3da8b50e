import { Config } from '../src/config/config';
import { parseConfig } from '../src/config/load-config';

/** The variables without a default, as they might stand in a `.env` file. */
export const requiredVariables = {
  MONGO_URI: 'mongodb://127.0.0.1:1/nowhere',
  JWT_SECRET: 'a secret that is long enough for a test',
  AWS_REGION: 'eu-central-1',
  SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
  SES_EMAIL: 'shop@example.com',
};

/** A whole configuration, with what a test cares about replaced. */
export function aConfig(variables: Partial<Record<keyof Config, string>> = {}): Config {
  return parseConfig({ ...requiredVariables, ...variables });
}
