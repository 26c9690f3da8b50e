import { createHash, randomUUID } from 'node:crypto';
import { ChaosHttp, HttpFaults, noHttpFaults, Tally } from './chaos-http';
import { Answer, Call } from './http-front';
import { HandedOut, MessageShelf } from './message-shelf';
import { SeededRandom } from './seeded-random';

/** What can go wrong with SQS; probabilities from 0 to 1. A label is the action and the queue: `SendMessage orders`. */
export interface SqsFaults extends HttpFaults {
  /** A received message is received again, by whoever asks next, although it is not visible or even deleted. */
  readonly duplicate: number;
  /** How many times more such a message is received. */
  readonly copies: number;
  /** Milliseconds for which received messages are collected; then they go out in another order. */
  readonly reorder: number;
  /** A delete is answered with success and not done. */
  readonly dropDeletes: number;
  /** An entry of a batch of sends or deletes is answered as failed and not done. */
  readonly failEntries: number;
  /** A send is answered with success, and the message is gone. */
  readonly loseMessages: number;
}

interface Input {
  readonly QueueUrl?: string;
  readonly MessageBody?: string;
  readonly MaxNumberOfMessages?: number;
  readonly WaitTimeSeconds?: number;
  readonly Entries?: readonly Entry[];
}

interface Entry {
  readonly Id: string;
  readonly MessageBody?: string;
}

interface BatchResult {
  readonly Successful?: readonly object[];
  readonly Failed?: readonly object[];
}

const noFaults: SqsFaults = {
  ...noHttpFaults,
  ...{ duplicate: 0, copies: 1, reorder: 0, dropDeletes: 0, failEntries: 0, loseMessages: 0 },
};

/**
 * SQS as it may behave on a bad day: a proxy before an SQS that speaks AWS JSON 1.0, faithful until faults are
 * injected. Apps take its `url` as `AWS_ENDPOINT_URL_SQS`.
 */
export class ChaosSqs {
  /** How often each message was handed out, by its id. */
  readonly receives = new Map<string, number>();
  private readonly http: ChaosHttp;
  private readonly shelves = new Map<string, MessageShelf>();
  private faults = noFaults;

  constructor(
    private readonly upstream: string = process.env.AWS_ENDPOINT_URL_SQS ?? '',
    random: SeededRandom = new SeededRandom(),
  ) {
    const labelOf = (call: Call) => call.headers['x-amz-target'] && `${actionOf(call)} ${queueOf(inputOf(call))}`;
    const answer = (call: Call, label: string) => this.answer(call, label);
    const failure = json({ __type: 'com.amazonaws.sqs#InternalFailure', message: 'Something went wrong.' });
    const headers = { ...failure.headers, 'x-amzn-query-error': 'InternalFailure;Receiver' };
    const serverError = { ...failure, status: 500, headers };
    this.http = new ChaosHttp(upstream, { labelOf, answer, serverError }, random);
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
  inject(faults: Partial<SqsFaults>): void {
    this.faults = { ...this.faults, ...faults };
    this.http.set(this.faults);
  }

  /** All faults off; what is held back goes out, copies not yet handed out never do. */
  heal(): void {
    this.inject(noFaults);
    this.shelves.forEach((shelf) => shelf.heal());
  }

  /** Puts messages in the queue; what SQS itself refuses is handed out once all the same. */
  async poison(queueUrl: string, bodies: readonly string[]): Promise<void> {
    const region = process.env.AWS_REGION ?? 'us-east-1';
    const headers = {
      'x-amz-target': 'AmazonSQS.SendMessage',
      'content-type': 'application/x-amz-json-1.0',
      authorization: `AWS4-HMAC-SHA256 Credential=local/20200101/${region}/sqs/aws4_request`,
    };
    for (const MessageBody of bodies) {
      const body = JSON.stringify({ QueueUrl: queueUrl, MessageBody });
      const { ok } = await fetch(this.upstream, { method: 'POST', headers, body });
      if (!ok) {
        this.shelfOf(queueNameIn(queueUrl)).put(madeUp(MessageBody));
      }
    }
  }

  private answer(call: Call, label: string): Promise<Answer> {
    const { dropDeletes, loseMessages } = this.faults;
    const input = inputOf(call);
    switch (actionOf(call)) {
      case 'ReceiveMessage':
        return this.receive(call, input, label);
      case 'DeleteMessage':
        return this.swallowOrForward(call, this.strikes('dropDeletes', dropDeletes, label), {});
      case 'DeleteMessageBatch':
        return this.batch(call, input, () => this.strikes('dropDeletes', dropDeletes, label), label);
      case 'SendMessage':
        return this.swallowOrForward(call, this.strikes('loseMessages', loseMessages, label), sent(input));
      case 'SendMessageBatch':
        return this.batch(call, input, () => this.strikes('loseMessages', loseMessages, label), label);
      case 'PurgeQueue':
        this.shelfOf(queueOf(input)).clear();
        return this.http.front.forward(call);
      default:
        return this.http.front.forward(call);
    }
  }

  private strikes(fault: keyof SqsFaults, probability: number, label: string): boolean {
    return this.http.strikes(fault, probability, label);
  }

  private async swallowOrForward(call: Call, isSwallowed: boolean, success: object): Promise<Answer> {
    return isSwallowed ? json(success) : this.http.front.forward(call);
  }

  private async batch(call: Call, input: Input, isSwallowed: () => boolean, label: string): Promise<Answer> {
    const [swallowed, failed, forwarded]: [object[], object[], Entry[]] = [[], [], []];
    for (const entry of input.Entries ?? []) {
      if (isSwallowed()) {
        swallowed.push({ Id: entry.Id, ...sent(entry) });
      } else if (this.strikes('failEntries', this.faults.failEntries, label)) {
        failed.push({ Id: entry.Id, Code: 'InternalError', Message: 'Try again.', SenderFault: false });
      } else {
        forwarded.push(entry);
      }
    }
    const answer = forwarded.length > 0 ? await this.forward(call, { ...input, Entries: forwarded }) : json({});
    const { Successful = [], Failed = [] } = JSON.parse(answer.body) as BatchResult;
    const whole = { Successful: [...Successful, ...swallowed], Failed: [...Failed, ...failed] };
    return answer.status === 200 ? json(whole) : answer;
  }

  /**
   * Long polling of its own: what lies on the shelf answers whoever waits, also one whose request still hangs in SQS.
   * That request then serves the next one who waits.
   */
  private async receive(call: Call, input: Input, label: string): Promise<Answer> {
    const { WaitTimeSeconds = 0, MaxNumberOfMessages = 1 } = input;
    const shelf = this.shelfOf(queueOf(input));
    const deadline = Date.now() + WaitTimeSeconds * 1000;
    while (!call.abandoned.aborted) {
      const messages = shelf.take(MaxNumberOfMessages);
      if (messages.length > 0) {
        return this.handOut(messages);
      }
      const wanted = { ...input, WaitTimeSeconds: secondsUntil(deadline) };
      const failure = await shelf.filledBy(() => this.fetchOnto(shelf, call, wanted, label));
      if (failure || Date.now() >= deadline) {
        return failure ?? this.handOut(shelf.take(MaxNumberOfMessages));
      }
    }
    return this.handOut([]);
  }

  /** Resolves to the answer only if it is a failure. */
  private async fetchOnto(shelf: MessageShelf, call: Call, input: Input, label: string): Promise<Answer | undefined> {
    const answer = await this.forward(call, input);
    if (answer.status !== 200) {
      return answer;
    }
    const { Messages = [] } = JSON.parse(answer.body) as { Messages?: HandedOut[] };
    for (const message of Messages) {
      const again = this.strikes('duplicate', this.faults.duplicate, label) ? this.faults.copies : 0;
      if (this.strikes('reorder', this.faults.reorder && 1, label)) {
        shelf.hold(message, again, this.faults.reorder, (items) => this.http.random.shuffled(items));
      } else {
        shelf.put(message, again);
      }
    }
    return undefined;
  }

  private handOut(messages: readonly HandedOut[]): Answer {
    messages.forEach(({ MessageId: id }) => this.receives.set(id, (this.receives.get(id) ?? 0) + 1));
    return json(messages.length > 0 ? { Messages: messages } : {});
  }

  private forward(call: Call, input: Input): Promise<Answer> {
    return this.http.front.forward({ ...call, body: JSON.stringify(input) });
  }

  private shelfOf(queue: string): MessageShelf {
    const shelf = this.shelves.get(queue) ?? new MessageShelf();
    this.shelves.set(queue, shelf);
    return shelf;
  }
}

function actionOf({ headers }: Call): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? '';
}

function inputOf({ body }: Call): Input {
  return JSON.parse(body) as Input;
}

function queueOf({ QueueUrl = '' }: Input): string {
  return queueNameIn(QueueUrl);
}

function queueNameIn(queueUrl: string): string {
  return queueUrl.split('/').at(-1) ?? '';
}

/** What a send that succeeds is answered; the client checks the digest. */
function sent({ MessageBody }: { readonly MessageBody?: string }): object {
  return MessageBody === undefined ? {} : { MessageId: randomUUID(), MD5OfMessageBody: md5(MessageBody) };
}

function madeUp(Body: string): HandedOut {
  return { MessageId: randomUUID(), ReceiptHandle: randomUUID(), Body, MD5OfBody: md5(Body) };
}

function secondsUntil(deadline: number): number {
  return Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function json(body: object): Answer {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}
