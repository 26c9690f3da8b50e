import { eventually } from './eventually';

/** What an API answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The fields that tests read; an answer has those of its operation. */
export interface Body {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string }[];
  readonly requestId: string;
  readonly rejection: readonly { readonly reason: string }[];
  readonly timeline: readonly object[];
  readonly reserved: number;
  readonly data: readonly Body[];
  readonly nextCursor: string | null;
  readonly kind: string;
  readonly orderId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

const password = 'a password of a customer';

/** Somebody who uses the API over HTTP. */
export class Shopper {
  email = '';
  tokens: Tokens | undefined;

  constructor(readonly url: string) {}

  async register(email: string): Promise<Answer> {
    return this.keepTokens(email, await this.post('/api/auth/register', { email, password }));
  }

  async logIn(email = this.email, secret = password): Promise<Answer> {
    return this.keepTokens(email, await this.post('/api/auth/login', { email, password: secret }));
  }

  async refresh(): Promise<Answer> {
    const refreshToken = this.tokens?.refreshToken;
    return this.keepTokens(this.email, await this.post('/api/auth/refresh', { refreshToken }));
  }

  place(items: readonly Line[], headers: Record<string, string> = {}, extra: object = {}): Promise<Answer> {
    return this.post('/api/orders', { items, ...extra }, headers);
  }

  /** The order once it is no longer pending. */
  decided(orderId: string): Promise<Body> {
    return eventually(async () => {
      const { body } = await this.get(`/api/orders/${orderId}`);
      expect(body.status).not.toBe('PENDING');
      return body;
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, { 'content-type': 'application/json' }, JSON.stringify(body));
  }

  /** Anything at all, sent as it is. */
  async send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    const authorization = this.tokens && { authorization: `Bearer ${this.tokens.accessToken}` };
    const response = await fetch(this.url + path, { method, body, headers: { ...authorization, ...headers } });
    const text = await (isEndless(response) ? response.body?.cancel() : response.text());
    return { status: response.status, headers: response.headers, body: parse(text ?? '') as Body };
  }

  private keepTokens(email: string, answer: Answer): Answer {
    if (answer.status < 300) {
      this.email = email;
      this.tokens = answer.body;
    }
    return answer;
  }
}

/** What is streamed is not waited for. */
function isEndless({ headers }: Response): boolean {
  return headers.get('content-type') === 'text/event-stream';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
