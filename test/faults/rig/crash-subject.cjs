/** Does one thing after another that a process can be crashed at, and prints what it knows to be done. */
const { createServer, get } = require('node:http');
const { SESClient, SendEmailCommand } = require('@aws-sdk/client-ses');
const { SQSClient, ReceiveMessageCommand, SendMessageBatchCommand, DeleteMessageBatchCommand } = require('@aws-sdk/client-sqs');
const mongoose = require('mongoose');

const { MONGO_URI, QUEUE_URL, MAIL_TO, AWS_REGION: region, AWS_ENDPOINT_URL_SES, AWS_ENDPOINT_URL_SQS } = process.env;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const sqs = new SQSClient({ endpoint: AWS_ENDPOINT_URL_SQS, region, credentials, useQueueUrlAsEndpoint: false });
const ses = new SESClient({ endpoint: AWS_ENDPOINT_URL_SES, region, credentials });
const about = { QueueUrl: QUEUE_URL };

async function work() {
  await mongoose.connect(MONGO_URI);
  const orders = mongoose.connection.db.collection('orders');
  await step('insert', () => orders.insertOne({ _id: 'inserted' }));
  await step('transaction', () =>
    mongoose.connection.transaction((session) => orders.insertOne({ _id: 'committed' }, { session })),
  );
  await step('send', () => sqs.send(new SendMessageBatchCommand({ ...about, Entries: [{ Id: '1', MessageBody: 'sent' }] })));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ ...about, WaitTimeSeconds: 10 }));
  const Entries = Messages.map(({ ReceiptHandle }) => ({ Id: '1', ReceiptHandle }));
  await step('delete', () => sqs.send(new DeleteMessageBatchCommand({ ...about, Entries })));
  await step('mail', () => ses.send(mail()));
  await step('response', askOneself);
  process.exit();
}

async function step(name, act) {
  await act();
  console.log(name);
}

function mail() {
  const Message = { Subject: { Data: 'Subject' }, Body: { Text: { Data: 'Text' } } };
  return new SendEmailCommand({ Source: 'shop@example.com', Destination: { ToAddresses: [MAIL_TO] }, Message });
}

/** The answer goes to a client in the same process, which prints nothing when it dies with it. */
function askOneself() {
  const server = createServer((_, response) => response.end('answered')).listen(0, '127.0.0.1');
  return new Promise((resolve, reject) => {
    server.on('listening', () => {
      const path = '/orders/0f8fad5b-d9cb-469f-a165-70867728950e?q=1';
      get({ port: server.address().port, path }, (answer) => answer.resume().on('end', resolve)).on('error', reject);
    });
  });
}

work();
