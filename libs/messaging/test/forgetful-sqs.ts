import { createHash } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface SendBatch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** SQS as far as `SendMessageBatch` goes; takes all entries but those with these ids. */
export class ForgetfulSqs {
  readonly taken: string[] = [];
  private readonly server: Server;

  constructor(refused: readonly string[]) {
    this.server = createServer((request, response) => {
      void json(request).then((body) => {
        const { Entries } = body as SendBatch;
        const accepted = Entries.filter(({ Id }) => !refused.includes(Id));
        const failed = Entries.filter(({ Id }) => refused.includes(Id));
        this.taken.push(...accepted.map(({ Id }) => Id));
        response.setHeader('content-type', 'application/x-amz-json-1.0').end(
          JSON.stringify({
            Successful: accepted.map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) })),
            Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
          }),
        );
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** The client checks it. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
