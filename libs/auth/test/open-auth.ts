import { randomBytes } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { Config, MongoModule, parseConfig } from '@app/platform';
import { Connection } from 'mongoose';
import { AuthModule, AuthOptions } from '../src/auth.module';

/** The settings of a process with a new database of its own on that server. */
export function configWithOwnDatabase(mongoUri = ''): Config {
  const uri = new URL(mongoUri);
  uri.pathname = `/auth_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    JWT_SECRET: 'a-secret-that-is-only-used-by-the-tests-of-auth',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
  });
}

export interface OpenAuth {
  readonly module: TestingModule;
  readonly connection: Connection;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** Auth as an app composes it, on a real MongoDB. */
export async function openAuth(config: Config, options?: AuthOptions): Promise<OpenAuth> {
  const module = await Test.createTestingModule({ imports: [MongoModule, AuthModule.register(options)] })
    .overrideProvider(Config)
    .useValue(config)
    .compile();
  await module.init();
  const connection = module.get<Connection>(getConnectionToken());
  return {
    module,
    connection,
    async close() {
      await connection.dropDatabase();
      await module.close();
    },
  };
}
