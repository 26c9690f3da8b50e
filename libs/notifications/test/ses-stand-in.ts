import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Answer = (response: ServerResponse) => void;

const accepted: Answer = (response) =>
  response.end('<SendEmailResponse><SendEmailResult><MessageId>message-1</MessageId></SendEmailResult></SendEmailResponse>');

/** Answers like SES, or as badly as the next test wants; remembers every request. */
export class SesStandIn {
  readonly requests: URLSearchParams[] = [];
  private next: Answer = accepted;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** An error as the query protocol spells it. */
  answerNext(status: number, code: string, message = 'No.'): void {
    this.next = (response) => {
      response.statusCode = status;
      response.end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
    };
  }

  resetNext(): void {
    this.next = (response) => response.socket?.resetAndDestroy();
  }

  ignoreNext(): void {
    this.next = () => undefined;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(new URLSearchParams(await text(request)));
    const answer = this.next;
    this.next = accepted;
    answer(response);
  }
}
