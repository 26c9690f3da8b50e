import { AppName, AppProcess } from './support/app-process';
import { environmentOfItsOwn } from './support/running-system';

describe.each<AppName>(['api', 'order-processor'])('%s in a wrong environment', (name) => {
  it('names every missing variable at once and does not start', async () => {
    const app = new AppProcess(name, {});

    expect(await app.exitCode).toBe(1);
    for (const variable of ['MONGO_URI', 'JWT_SECRET', 'AWS_REGION', 'SQS_QUEUE_URL', 'SES_EMAIL']) {
      expect(app.output).toContain(`${variable} is missing`);
    }
  });

  it('names every malformed variable and prints none of the values', async () => {
    const wrong = {
      MONGO_URI: 'mongodb://user:hunter2',
      JWT_SECRET: 'too-short-secret',
      REDIS_PORT: '99999999',
      AWS_SECRET_KEY: 'secret-without-its-key',
      SES_EMAIL: 'not-an-address',
      ACCESS_TOKEN_TTL: 'a-fortnight',
      SWAGGER: 'perhaps',
      TRUST_PROXY: '10.0.0.0/99',
    };

    const app = new AppProcess(name, { ...environmentOfItsOwn(), AWS_ACCESS_KEY: undefined, ...wrong });

    expect(await app.exitCode).toBe(1);
    for (const [variable, value] of Object.entries(wrong)) {
      expect(app.output).toContain(`- ${variable} `);
      expect(app.output).not.toContain(value);
    }
    expect(app.output.trim().split('\n')).toHaveLength(1 + Object.keys(wrong).length);
  });

  it('says so when MongoDB is not there, and ends', async () => {
    const nowhere = 'mongodb://user:hunter2@127.0.0.1:9/orders?replicaSet=rs0';

    const app = new AppProcess(name, { ...environmentOfItsOwn(), MONGO_URI: nowhere, PORT: '9999' });

    expect(await app.exitCode).toBe(1);
    expect(app.output).toContain('The app could not start');
    expect(app.output).not.toContain('hunter2');
  });
});
