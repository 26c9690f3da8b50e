import { randomBytes } from 'node:crypto';

interface Tokens {
  readonly accessToken?: string;
  readonly refreshToken?: string;
}

/** Texts that must not turn up where others read, each with a name that may. */
export class KeptSecrets {
  private readonly kept: { readonly name: string; readonly traces: readonly string[] }[] = [];

  keep(name: string, ...traces: string[]): void {
    this.kept.push({ name, traces });
  }

  /** A new one, which has a part that looks the same in JSON, in an address and in a header, and parts that do not. */
  make(name: string): string {
    const core = randomBytes(16).toString('hex');
    const secret = `${core}"/+=&<>`;
    this.keep(name, core, Buffer.from(secret).toString('base64'));
    return secret;
  }

  /** What a log-in hands out: of tokens it is the last part that must not be seen. */
  keepTokens(name: string, { accessToken = '', refreshToken = '' }: Tokens): void {
    this.keep(`access token of ${name}`, accessToken.split('.')[2] || accessToken);
    this.keep(`refresh token of ${name}`, refreshToken.split('.')[1] || refreshToken);
  }

  /** The names of those that left a trace in a text. */
  foundIn(text: string): string[] {
    return this.kept.filter(({ traces }) => traces.some((trace) => text.includes(trace))).map(({ name }) => name);
  }
}
