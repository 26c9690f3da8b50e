import { Config } from '@app/platform';
import { Refusal } from '../refusal';

/** SQS allows 80 characters; the dead-letter queue takes four of them. */
const namePattern = /^[A-Za-z0-9_-]{1,76}$/;
const ofAws = /(^|\.)amazonaws\.com(\.cn)?$/;
const regionPattern = /(?:^|\.)sqs\.([a-z0-9-]+)\./;

/** @throws Refusal when a queue's URL cannot be right, or does not belong to where the requests would go. */
export function refuseUnusableQueues(config: Config): void {
  const { SQS_QUEUE_URL, eventsQueueUrl, handlersQueueUrl, AWS_REGION, AWS_ENDPOINT_URL_SQS } = config;
  const addresses = { SQS_QUEUE_URL, SQS_EVENTS_QUEUE_URL: eventsQueueUrl, SQS_HANDLERS_QUEUE_URL: handlersQueueUrl };
  for (const [variable, queueUrl] of Object.entries(addresses)) {
    const { hostname, pathname } = new URL(queueUrl);
    const [name = '', account = ''] = pathname.split('/').slice(1).reverse();
    if (account === '' || !namePattern.test(name)) {
      throw new Refusal(`${variable} must end with an account and the name of a queue, such as /123456789012/orders.`);
    }
    if (AWS_ENDPOINT_URL_SQS) {
      continue;
    }
    if (!ofAws.test(hostname)) {
      throw new Refusal(`${variable} is not at AWS. Name the emulator with AWS_ENDPOINT_URL_SQS.`);
    }
    const region = regionPattern.exec(hostname)?.[1];
    if (region && region !== AWS_REGION) {
      throw new Refusal(`${variable} is in ${region}, AWS_REGION is ${AWS_REGION}.`);
    }
  }
}
