import { ChaosHttp, HttpFaults, noHttpFaults, Tally } from './chaos-http';
import { Answer, Call } from './http-front';
import { SeededRandom } from './seeded-random';

/** What can go wrong with SES; probabilities from 0 to 1. A label is the action and the recipients. */
export interface SesFaults extends HttpFaults {
  /** Answered that the sending rate is exceeded, not forwarded. */
  readonly throttle: number;
  /** The recipients whose mail SES refuses for good. */
  readonly reject: (recipient: string) => boolean;
  /** The mail leaves, but its sender never hears so. */
  readonly acceptThenReset: number;
}

const noFaults: SesFaults = { ...noHttpFaults, throttle: 0, reject: () => false, acceptThenReset: 0 };

/**
 * SES as it may behave on a bad day: a proxy before an SES that speaks the query protocol of version 1, faithful
 * until faults are injected. Apps take its `url` as `AWS_ENDPOINT_URL_SES`; all else, `GET /store` too, is passed on.
 */
export class ChaosSes {
  private readonly http: ChaosHttp;
  private faults = noFaults;

  constructor(
    upstream: string = process.env.AWS_ENDPOINT_URL_SES ?? '',
    random: SeededRandom = new SeededRandom(),
  ) {
    const answer = (call: Call, label: string) => this.answer(call, label);
    this.http = new ChaosHttp(upstream, { labelOf, answer, serverError: problem(500, 'InternalFailure', 'No.') }, random);
  }

  get url(): string {
    return this.http.front.url;
  }

  /** Requests by action, faults by name. */
  get counts(): { readonly requests: Tally; readonly faults: Tally } {
    return { requests: this.http.requests, faults: this.http.struck };
  }

  async start(): Promise<this> {
    await this.http.front.start();
    return this;
  }

  async stop(): Promise<void> {
    this.heal();
    await this.http.front.stop();
  }

  /** Switches faults on or off; those not named stay as they are. */
  inject(faults: Partial<SesFaults>): void {
    this.faults = { ...this.faults, ...faults };
    this.http.set(this.faults);
  }

  /** All faults off. */
  heal(): void {
    this.inject(noFaults);
  }

  private async answer(call: Call, label: string): Promise<Answer | undefined> {
    const { throttle, reject, acceptThenReset } = this.faults;
    if (this.http.strikes('throttle', throttle, label)) {
      return problem(400, 'Throttling', 'Maximum sending rate exceeded.');
    }
    if (this.http.strikes('reject', Number(recipientsOf(call).some(reject)), label)) {
      return problem(400, 'MessageRejected', 'Email address is on the suppression list.');
    }
    const answer = await this.http.front.forward(call);
    return this.http.strikes('acceptThenReset', acceptThenReset, label) ? undefined : answer;
  }
}

function labelOf(call: Call): string | undefined {
  const action = new URLSearchParams(call.body).get('Action');
  return action === null ? undefined : [action, ...recipientsOf(call)].join(' ');
}

function recipientsOf({ body }: Call): string[] {
  const fields = [...new URLSearchParams(body)];
  return fields.filter(([name]) => /^Destination\.\w+Addresses\.member\.\d+$/.test(name)).map(([, address]) => address);
}

/** An error as the query protocol spells it. */
function problem(status: number, code: string, message: string): Answer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${error}</ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
