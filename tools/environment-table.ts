import 'reflect-metadata';
import { Config, parseConfig, variablesOf } from '@app/platform';

const bareMinimum = {
  MONGO_URI: 'mongodb://localhost/orders',
  JWT_SECRET: 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uow',
  AWS_REGION: 'eu-central-1',
  SQS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/000000000000/orders',
  SES_EMAIL: 'shop@example.com',
};

/** The README's table of variables, one row each, from the code that reads them. */
export function environmentTable(): string[] {
  const defaults: Partial<Record<string, unknown>> = { ...parseConfig(bareMinimum), PORT: '3000, 3001' };
  return variablesOf(Config).map(({ name, about, file }) => {
    const isRequired = name in bareMinimum;
    const byDefault = defaults[name] === undefined ? '' : `\`${String(defaults[name])}\``;
    const orFile = file === undefined ? '' : ` Or in a file: \`${file}\`.`;
    return `| \`${name}\` | ${isRequired ? '**required**' : byDefault} | ${about}${orFile} |`;
  });
}

if (require.main === module) {
  process.stdout.write(`${environmentTable().join('\n')}\n`);
}
