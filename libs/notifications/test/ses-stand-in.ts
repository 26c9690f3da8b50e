import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Answer = (response: ServerResponse) => void;

const accepted: Answer = (response) =>
  response.end('<SendEmailResponse><SendEmailResult><MessageId>message-1</MessageId></SendEmailResult></SendEmailResponse>');

/** Answers like SES, or as badly as the next test wants; remembers every request to send. */
export class SesStandIn {
  readonly requests: URLSearchParams[] = [];
  /** Messages a second; unset, it does not know `GetSendQuota`, like an emulator. */
  sendRate: number | undefined;
  private isAway = false;
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
  answerNext(status: number, code: string, message?: string): void {
    this.next = errorAnswer(status, code, message);
  }

  resetNext(): void {
    this.next = (response) => response.socket?.resetAndDestroy();
  }

  /** Says yes, but the connection breaks in the middle of it. */
  breakOffNext(): void {
    this.next = (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<SendEmailResponse>', () => response.socket?.resetAndDestroy());
    };
  }

  answerGibberishNext(): void {
    this.next = (response) => response.end('<html>Yes &');
  }

  ignoreNext(): void {
    this.next = () => undefined;
  }

  /** Refuses every request until it comes back. */
  goAway(): void {
    this.isAway = true;
  }

  comeBack(): void {
    this.isAway = false;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parameters = new URLSearchParams(await text(request));
    if (this.isAway) {
      errorAnswer(503, 'ServiceUnavailable')(response);
    } else if (parameters.get('Action') === 'GetSendQuota') {
      this.answerQuota(response);
    } else {
      this.requests.push(parameters);
      const answer = this.next;
      this.next = accepted;
      answer(response);
    }
  }

  private answerQuota(response: ServerResponse): void {
    if (this.sendRate === undefined) {
      return errorAnswer(400, 'InvalidAction')(response);
    }
    const quota = `<MaxSendRate>${this.sendRate}</MaxSendRate>`;
    response.end(`<GetSendQuotaResponse><GetSendQuotaResult>${quota}</GetSendQuotaResult></GetSendQuotaResponse>`);
  }
}

function errorAnswer(status: number, code: string, message = 'No.'): Answer {
  return (response) => {
    response.statusCode = status;
    response.end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
  };
}
