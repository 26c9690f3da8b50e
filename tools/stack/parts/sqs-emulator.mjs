/**
 * SQS in memory, on this machine only: `node sqs-emulator.mjs <port>`. A module of its own since fauxqs is ESM.
 *
 * fauxqs knows a queue only by the exact URL it gave out, on a host name that not every system resolves; like AWS,
 * this takes any URL that ends in the queue's name.
 */
import { buildApp } from 'fauxqs';

const port = Number(process.argv[2]);
const emulator = buildApp({ logger: false });

emulator.addHook('onRequest', async ({ headers }) => {
  headers.host = `127.0.0.1:${port}`;
});
emulator.addHook('preHandler', async ({ headers, body }) => {
  if (typeof body?.QueueUrl === 'string') {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'us-east-1';
    body.QueueUrl = `http://sqs.${region}.localhost:${port}/000000000000/${body.QueueUrl.split('/').pop()}`;
  }
});

await emulator.listen({ host: '127.0.0.1', port });
